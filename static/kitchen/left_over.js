/** 遗留: what nobody finished in 90 minutes stands here, off the columns, until somebody says which it is. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { at } from "./link.js";
import { Listed } from "./listed.js";
import { ageAt, isHere, leftOver, putBack, second } from "./store.js";
import { timerText } from "./cues.js";
import { bumpTicket } from "./taps.js";
import { t } from "./words.js";

export function LeftOver() {
  const list = leftOver.value.filter(isHere);
  const now = Math.floor(second.value / 60) * 60; // whole minutes are enough here
  return html`
    <aside class="panel left-over">
      <h2><span><${Icon} name="clock" size="1.1em" />${t("left_over")}</span><small>${t("tickets_n", { n: list.length })}</small></h2>
      <p class="hint">${t("left_over_hint")}</p>
      <ul>
        ${list.map((ticket) => html`
          <${Listed} key=${ticket.id} ticket=${ticket} time=${timerText(ageAt(ticket, now), t)}
            since=${t("from_at", { at: at(ticket.placed_at) })}>
            <button type="button" onClick=${() => putBack(ticket)}>${t("still_to_do")}</button>
            <button type="button" onClick=${() => bumpTicket(ticket)}>${t("was_done")}</button>
          <//>`)}
      </ul>
    </aside>`;
}
