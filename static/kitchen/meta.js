/** Under a ticket's head: who and which, what is late or unsent at its right, and flags for whatever is not usual. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { serverNow } from "../shared/time.js";
import { named } from "../shared/words.js";
import { openMenu } from "./menu.js";
import { orderNumber } from "./names.js";
import { ageAt, pendingOf, second, stationOf, stations } from "./store.js";
import { t } from "./words.js";

const MOVED_FOR = 600000; // a moved table is shown with its former name for ten minutes

/** The height of each row never changes while a ticket stands: what no longer counts goes quiet in its place. */
export function Meta({ ticket, cue }) {
  const station = stations.value.length > 1 && stationOf(ticket);
  const flags = [
    !ticket.station_id && t("no_station"),
    ticket.course > 0 && t("course", { n: ticket.course }),
    ticket.void_waits && t("changed"),
    ticket.rushed && t("rushed"),
    ticket.hurried > 0 && t("hurried", { n: ticket.hurried }),
  ].filter(Boolean);
  const hasFlags = flags.length > 0 || station || ticket.moved_from;
  return html`
    <div class="meta" data-block="meta">
      <div class="facts">
        <span>${ticket.covers ? `${t("covers", { n: ticket.covers })} ` : ""}${orderNumber(ticket)}</span>
        <${Urgency} ticket=${ticket} cue=${cue} />
        <button type="button" class="more" aria-label=${`${t("more")} ${ticket.table}`} onClick=${() => openMenu(ticket)}>
          <${Icon} name="more" size="1.3em" />
        </button>
      </div>
      ${hasFlags && html`
        <div class="flags">
          ${ticket.moved_from && html`<${Moved} ticket=${ticket} />`}
          ${station && html`<span>${named(station)}</span>`}
          ${flags.map((flag) => html`<b>${flag}</b>`)}
        </div>`}
    </div>`;
}

function Moved({ ticket }) {
  const minute = Math.floor(second.value / 60); // looks again once a minute
  const over = minute && serverNow() - Date.parse(ticket.moved_at) > MOVED_FOR;
  return html`<b class=${`moved${over ? " over" : ""}`} aria-hidden=${String(over)}>${ticket.moved_from} → ${ticket.table}</b>`;
}

function Urgency({ ticket, cue }) {
  const waiting = pendingOf(ticket.id);
  if (waiting) {
    return html`<span class="waits"><${Icon} name="clock" size="1em" />${t("to_sync", { n: waiting })}</span>`;
  }
  const over = cue === "late" ? Math.floor((ageAt(ticket, second.value) - ticket.target_seconds) / 60) : 0;
  return over > 0 ? html`<b class="over">${t("late_by", { n: over })}</b>` : null;
}
