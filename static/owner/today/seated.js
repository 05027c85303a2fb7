/** Tables with guests and what they owe; a touch opens the table. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { money } from "../../shared/money.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { ageOf } from "../../shared/time.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { visitShown } from "./visit.js";
import { span, t } from "./words.js";

const opening = signal(false);

export function Seated({ today }) {
  return html`
    <section>
      <h2 class="over">
        <span class="grow">${t("seated")}</span>
        <button type="button" class="link" onClick=${() => { opening.value = true; }}>
          <${Icon} name="plus" size="20" /> ${t("open_table")}
        </button>
      </h2>
      ${today.open_visits.length === 0 && html`<p class="card quiet">${t("nobody")}</p>`}
      <div class="seats">
        ${today.open_visits.map((visit) => html`<${Seat} key=${visit.id} visit=${visit} currency=${today.currency} />`)}
      </div>
      ${opening.value && html`<${OpenTable} taken=${today.open_visits.map((visit) => visit.table_id)} />`}
    </section>`;
}

function Seat({ visit, currency }) {
  const [state, text] = stateOf(visit, (minor) => money(minor, currency));
  const about = [visit.covers && t("covers", { n: visit.covers }), span(ageOf(visit.opened_at))];
  return html`
    <button type="button" class="seat" data-state=${state} onClick=${() => { visitShown.value = visit.id; }}>
      <b>${visit.table}</b>
      <small>${about.filter(Boolean).join(" · ")}</small>
      <span class="money">${text}</span>
    </button>`;
}

function stateOf(visit, say) {
  const pending = visit.pending_payment;
  if (pending?.wallet === "counter") return ["counter", t("pays_counter", { money: say(pending.amount) })];
  if (pending) return ["phone", t("pays_phone", { money: say(pending.amount) })];
  if (visit.bill.due) return ["due", t("due", { money: say(visit.bill.due) })];
  return visit.bill.paid ? ["paid", `✓ ${t("settled")}`] : ["nothing", t("nothing")];
}

function OpenTable({ taken }) {
  const [tables, setTables] = useState([]);
  useEffect(() => {
    attempt(() => api.get(`${home.value}/tables`)).then(({ answer }) => setTables(answer?.items || []));
  }, []);
  const close = () => { opening.value = false; };

  async function open(table) {
    const { answer } = await attempt(() => api.post(`${home.value}/visits`, { table_id: table.id }));
    close();
    await readDay();
    if (answer) visitShown.value = answer.id;
  }

  return html`
    <${Sheet} title=${t("open_table")} close=${close}>
      <div class="seats">
        ${tables.filter((table) => !taken.includes(table.id)).map((table) => html`
          <button type="button" class="seat" key=${table.id} onClick=${() => open(table)}>
            <b>${table.label}</b><small>${t("covers", { n: table.seats })}</small>
          </button>`)}
      </div>
    <//>`;
}
