/** 候叫: later courses, ordered but not called up. Nobody cooks them yet; one tap calls a ticket up. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { at } from "./link.js";
import { Listed } from "./listed.js";
import { held, isHere } from "./store.js";
import { touch } from "./touches.js";
import { t } from "./words.js";

export function Held() {
  const list = held.value.filter(isHere);
  return html`
    <aside class="panel held">
      <h2><span><${Icon} name="pause" size="1.1em" />${t("held")}</span><small>${t("tickets_n", { n: list.length })}</small></h2>
      <p class="hint">${t(list.length ? "held_hint" : "held_none")}</p>
      <ul>
        ${list.map((ticket) => html`
          <${Listed} key=${ticket.id} ticket=${ticket} time=${t("course", { n: ticket.course })}
            since=${t("from_at", { at: at(ticket.placed_at) })}>
            <button type="button" onClick=${() => touch("fire", ticket)}>
              <${Icon} name="play" size="1em" /> ${t("fire")}
            </button>
          <//>`)}
      </ul>
    </aside>`;
}
