/** 召回: what was bumped in the last hour, newest first; one tap brings it back with its first time and place. */
import { effect, signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { api, at, silence } from "./link.js";
import { panel } from "./panels.js";
import { shown, tickets } from "./store.js";
import { dishName } from "./ticket.js";
import { touch } from "./touches.js";
import { t } from "./words.js";

const HOUR = 3600000;
const read = signal([]);

/** Asked of the server where it answers; else what this screen itself remembers. */
export async function readRecent() {
  try {
    read.value = (await api.get("/api/v1/kitchen/recent", { patience: 5000 })).items;
  } catch (problem) {
    console.info("recall shows what this screen remembers:", problem.code);
  }
}

effect(() => { if (panel.value === "recall" && silence.peek() < 10) readRecent(); });

function bumped() {
  const all = new Map(read.value.map((ticket) => [ticket.id, ticket]));
  for (const ticket of shown.value.values()) {
    const known = all.get(ticket.id);
    if (!known || known.seq <= ticket.seq || tickets.value.get(ticket.id) !== ticket) all.set(ticket.id, ticket);
  }
  return [...all.values()]
    .filter((ticket) => ticket.status === "bumped" && Date.parse(ticket.bumped_at) > Date.now() - HOUR)
    .sort((a, b) => b.bumped_at.localeCompare(a.bumped_at));
}

export function recallLast() {
  const [last] = bumped();
  if (last) touch("recall", last);
  return last;
}

export function Tray() {
  const list = bumped();
  return html`
    <aside class="panel tray">
      <h2><span><${Icon} name="undo" size="1.1em" />${t("recall")}</span></h2>
      <p class="hint">${t(list.length ? "recall_hint" : "recall_empty")}</p>
      <ul>
        ${list.map((ticket) => html`
          <li key=${ticket.id}>
            <h3><span>${ticket.table} <small>#${String(ticket.order_number).padStart(3, "0")}</small></span>
              <small>${t("bumped_at", { at: at(ticket.bumped_at) })}</small></h3>
            <p>${ticket.lines.filter((line) => line.status !== "voided").map((line) => `${line.quantity}× ${dishName(line)}`).join("，")}</p>
            <div class="together">
              <span>${t("from_at", { at: at(ticket.placed_at) })}</span>
              <button type="button" onClick=${() => touch("recall", ticket)}><${Icon} name="undo" size="1em" /> ${t("recall")}</button>
            </div>
          </li>`)}
      </ul>
    </aside>`;
}
