/** 刚上的: orders that were served in the last hour, newest first; one tap brings one back to the pass as it was. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { serverNow } from "../../shared/time.js";
import { api, at, isStale } from "../link.js";
import { dishName, orderNumber } from "../names.js";
import { sheet } from "../panels.js";
import { shown } from "../store.js";
import { touch } from "../touches.js";
import { t as board } from "../words.js";
import { grouped } from "./cards.js";
import { t } from "./words.js";

const LONG = 3600 * 1000;
const read = signal([]);
const close = () => { sheet.value = null; };

export const openServed = () => { sheet.value = { kind: "served" }; };

/** Asked of the server where it answers; else what this screen itself remembers. */
async function readServed() {
  try {
    read.value = (await api.get("/api/v1/kitchen/recent", { patience: 5000 })).items;
  } catch (problem) {
    console.info("only what this screen remembers is shown:", problem.code);
  }
}

const doneAt = (card) => card.tickets.map((ticket) => ticket.bumped_at || "").sort().pop();
const isServed = (card) => card.served > 0 && card.served === card.live && !card.held.length;

function served() {
  const newest = new Map(read.value.map((ticket) => [ticket.id, ticket]));
  for (const ticket of shown.value.values()) {
    if (!(newest.get(ticket.id)?.seq > ticket.seq)) newest.set(ticket.id, ticket);
  }
  return grouped(newest.values())
    .filter((card) => isServed(card) && Date.parse(doneAt(card)) > serverNow() - LONG)
    .sort((a, b) => doneAt(b).localeCompare(doneAt(a)));
}

function Row({ card }) {
  const dishes = card.lines.filter((line) => line.status === "served").map((line) => `${line.quantity}× ${dishName(line)}`);
  return html`
    <li data-served=${card.id}>
      <h3><b>${card.table}</b> ${orderNumber(card)} · ${t("ready_at", { at: at(doneAt(card)) })}</h3>
      <p>${dishes.join("，")}</p>
      <button type="button" class="act" onClick=${() => card.tickets.forEach((ticket) => touch("unserve", ticket))}>
        <${Icon} name="undo" size="1em" />${t("take_back")}
      </button>
    </li>`;
}

export function Served() {
  useEffect(() => { if (!isStale.peek()) readServed(); }, []);
  const list = served();
  return html`
    <${Sheet} title=${t("just_served")} close=${close} closeLabel=${board("close")} className="dark">
      ${list.length === 0 && html`<p class="hint">${t("served_none")}</p>`}
      <ul class="served-list">${list.map((card) => html`<${Row} key=${card.id} card=${card} />`)}</ul>
    <//>`;
}
