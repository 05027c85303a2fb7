/** Another table for these guests, or for one round of theirs: a free one, or one whose guests they join. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { day } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { v } from "./visit_words.js";

export function Destinations({ how, round, state, at, act, back, close }) {
  const [tables, setTables] = useState(null);
  const table = state.table.label;
  const seated = (day.value?.open_visits || []).filter((visit) => visit.id !== state.visit.id);
  useEffect(() => {
    attempt(() => api.get(`${home.value}/tables`)).then(({ answer }) => setTables(answer?.items || []));
  }, []);
  const taken = new Set([state.table.id, ...seated.map((visit) => visit.table_id)]);
  const places = how === "merge"
    ? seated.map((visit) => ({ id: visit.id, label: visit.table, body: { into_visit_id: visit.id } }))
    : (tables || []).filter((each) => round ? each.id !== state.table.id : !taken.has(each.id))
      .map((each) => ({ ...each, body: { table_id: each.id, ...(round && { order_ids: [round] }) } }));

  async function go(place) {
    const { answer } = await act(() => api.post(`${at}/${how}`, place.body));
    if (!answer) return;
    if (how === "merge") close();
    else back();
  }

  return html`
    <${Sheet} title=${v(`${how}_title`, { table })} close=${back}>
      <div class="stack">
        <p class="quiet">${v(`${how}_text`)}</p>
        ${tables && !places.length && html`<p class="notice warn">${v(`${how}_none`)}</p>`}
        <div class="seats">
          ${places.map((place) => html`
            <button type="button" class="seat" key=${place.id} onClick=${() => go(place)}><b>${place.label}</b></button>`)}
        </div>
      </div>
    <//>`;
}
