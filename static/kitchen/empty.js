/** Nothing to cook: said so that it cannot be taken for a broken screen. Never shown while stale. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { at } from "./link.js";
import { fresh, filter, open, restaurant, second, tickets } from "./store.js";
import { t } from "./words.js";

const DIMS_AFTER = 600;
const emptySince = signal(0);

function lastOrder() {
  const times = [...tickets.value.values()].map((ticket) => ticket.placed_at).sort();
  return times.length ? t("last_order", { at: at(times[times.length - 1]) }) : t("no_orders_yet");
}

export function EmptyBoard({ stale }) {
  if (!emptySince.peek()) emptySince.value = second.peek();
  const dim = second.value - emptySince.value > DIMS_AFTER;
  if (stale || !fresh.value) return html`<div class="empty"><p class="big">${t(stale ? "cut_off" : "starting")}</p></div>`;
  const elsewhere = filter.value.length > 0 && open.value.length > 0;
  return html`
    <div class=${`empty${dim ? " dim" : ""}`}>
      <${Icon} name="cook" size="96" />
      <p class="big">${t(elsewhere ? "none_here" : "none")}</p>
      <p class="small"><span class="dot"></span>${t("online")} · ${lastOrder()}</p>
      <p class="small quiet">${restaurant.value?.name}</p>
    </div>`;
}

export const wake = () => { emptySince.value = 0; };
