/** Nothing to cook: said so that it cannot be taken for a broken screen. Never shown while stale. */
import { computed, effect, signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { at } from "./link.js";
import { filter, fresh, open, places, restaurant, second, tickets, touchedAt } from "./store.js";
import { t } from "./words.js";

const DIMS_AFTER = 600000;
const isEmpty = computed(() => places.value.length === 0);
const since = signal(0);
effect(() => { since.value = isEmpty.value ? Date.now() : 0; });
/** After ten minutes of nothing it glares no more; an order wakes it, and so does any touch. */
const isDim = computed(() => second.value > 0 && Date.now() - Math.max(since.value, touchedAt.value) > DIMS_AFTER);

function lastOrder() {
  const times = [...tickets.value.values()].map((ticket) => ticket.placed_at).sort();
  return times.length ? t("last_order", { at: at(times[times.length - 1]) }) : t("no_orders_yet");
}

export function EmptyBoard({ stale }) {
  if (stale || !fresh.value) return html`<div class="empty"><p class="big">${t(stale ? "cut_off" : "starting")}</p></div>`;
  const elsewhere = filter.value.length > 0 && open.value.length > 0;
  return html`
    <div class=${`empty${isDim.value ? " dim" : ""}`}>
      <${Icon} name="cook" size="96" />
      <p class="big">${t(elsewhere ? "none_here" : "none")}</p>
      <p class="small"><span class="dot"></span>${t("online")} · ${lastOrder()}</p>
      <p class="small quiet">${restaurant.value?.name}</p>
    </div>`;
}
