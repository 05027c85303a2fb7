/** 召回: what was bumped in the last half hour or hour, newest first; one tap brings it back with its first time and place. */
import { effect, signal } from "@preact/signals";
import { html } from "htm/preact";
import { serverNow } from "../shared/time.js";
import { Icon } from "../shared/icons.js";
import { api, at, isStale } from "./link.js";
import { Listed } from "./listed.js";
import { panel } from "./panels.js";
import { prefs, setPref } from "./prefs.js";
import { shown, tickets } from "./store.js";
import { touch } from "./touches.js";
import { t } from "./words.js";

const MINUTE = 60000;
const SPANS = [30, 60];
const read = signal([]);

/** Asked of the server where it answers; else what this screen itself remembers. */
async function readRecent() {
  try {
    read.value = (await api.get("/api/v1/kitchen/recent", { patience: 5000 })).items;
  } catch (problem) {
    console.info("recall shows what this screen remembers:", problem.code);
  }
}

effect(() => { if (panel.value === "recall" && !isStale.peek()) readRecent(); });

const firstBumped = (ticket) => ticket.first_bumped_at || ticket.bumped_at;

function bumped(minutes) {
  const all = new Map(read.value.map((ticket) => [ticket.id, ticket]));
  for (const ticket of shown.value.values()) {
    const known = all.get(ticket.id);
    if (!known || known.seq <= ticket.seq || tickets.value.get(ticket.id) !== ticket) all.set(ticket.id, ticket);
  }
  return [...all.values()]
    .filter((ticket) => ticket.status === "bumped" && Date.parse(ticket.bumped_at) > serverNow() - minutes * MINUTE)
    .sort((a, b) => b.bumped_at.localeCompare(a.bumped_at));
}

export function recallLast() {
  const [last] = bumped(SPANS[1]);
  if (last) touch("recall", last);
  return last;
}

export function Tray() {
  const minutes = prefs.value.recall;
  const list = bumped(minutes);
  return html`
    <aside class="panel tray">
      <h2><span><${Icon} name="undo" size="1.1em" />${t("recall")}</span></h2>
      <div class="segments">
        ${SPANS.map((n) => html`
          <button type="button" key=${n} aria-pressed=${String(minutes === n)} onClick=${() => setPref({ recall: n })}>
            ${t("last_minutes", { n })}
          </button>`)}
      </div>
      ${list.length === 0 && html`<p class="hint">${t("recall_empty", { n: minutes })}</p>`}
      <ul>
        ${list.map((ticket) => html`
          <${Listed} key=${ticket.id} ticket=${ticket} time=${t("bumped_at", { at: at(firstBumped(ticket)) })}
            since=${t("from_at", { at: at(ticket.placed_at) })}>
            <button type="button" onClick=${() => touch("recall", ticket)}><${Icon} name="undo" size="1em" /> ${t("recall")}</button>
          <//>`)}
      </ul>
    </aside>`;
}
