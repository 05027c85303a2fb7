/** A ticket's head: slot, table, and how long it waits, in four signs that do not need colour. A tap bumps the ticket. */
import { html } from "htm/preact";
import { isVeryLate, timerText } from "./cues.js";
import { openMenu } from "./menu.js";
import { Sign } from "./signs.js";
import { tableSize } from "./size.js";
import { ageAt, second } from "./store.js";
import { bumpTicket, useTap } from "./taps.js";
import { t } from "./words.js";

function Timer({ ticket, cue }) {
  if (cue === "done") return html`<span class="time">${t("changed")}</span>`;
  const age = ageAt(ticket, second.value);
  const sign = isVeryLate(age, ticket.target_seconds) ? "very" : cue;
  return html`
    <span class="time">
      ${cue === "new" ? html`<b class="new-tag">${t("fresh")}</b>` : html`<${Sign} cue=${sign} />`}
      <span>${timerText(age, t)}</span>
    </span>`;
}

function Progress({ ticket }) {
  const part = Math.min(1, ageAt(ticket, second.value) / ticket.target_seconds);
  return html`<i class="progress" style=${{ transform: `scaleX(${part.toFixed(3)})` }}></i>`;
}

/** A part that goes on in another column says so, and still warns of an allergy. */
function Continued({ ticket }) {
  return html`<span class="time again">${ticket.allergy_note && html`<${Sign} cue="allergy" />`}${t("continued")}</span>`;
}

export function Head({ ticket, slot, cue, width, continued }) {
  const tap = useTap(() => bumpTicket(ticket), () => openMenu(ticket));
  const { size, wraps } = tableSize(ticket.table, width);
  return html`
    <button type="button" class="head" data-block="head" ...${tap}>
      <span class="unseen">${t("bump_all")}</span>
      <span class="slot">${slot}</span>
      <span class=${wraps ? "table wraps" : "table"} style=${{ fontSize: `calc(${size} * var(--u))` }}>${ticket.table}</span>
      ${continued ? html`<${Continued} ticket=${ticket} />` : html`<${Timer} ticket=${ticket} cue=${cue} />`}
      ${!continued && (cue === "ok" || cue === "new") && html`<${Progress} ticket=${ticket} />`}
    </button>`;
}
