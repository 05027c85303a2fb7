/** What the expo screen shows: cards of the board's tickets, filtered, in order, with gaps where one has just left. */
import { computed, effect, signal } from "@preact/signals";
import { keep, kept } from "../prefs.js";
import { chime } from "../sound.js";
import { filter, fresh, holding, pendingOf, picking, restaurant, second, shown, stations } from "../store.js";
import { byArrival, cardsOf, inOrder } from "./cards.js";

const GAP = 5000; // a served card can be taken back for so long
const AREA = "zhuoma:expo:area";

export const cards = computed(() => cardsOf(shown.value.values(), (ticket) => pendingOf(ticket.id) > 0));
export const areas = computed(() => restaurant.value?.areas || []);
export const area = signal(kept(AREA, ""));
effect(() => keep(AREA, area.value));
export const gone = signal(new Map()); // order id → {card, until}

const chosenStations = computed(() => filter.value.filter((id) => stations.value.some((station) => station.id === id)));

export function isShown(card) {
  const tables = areas.value.find((each) => each.id === area.value)?.tables;
  if (tables && !tables.includes(card.table)) return false;
  const chosen = chosenStations.value;
  return !chosen.length || card.lines.some((line) => line.station_ids.some((id) => id === null || chosen.includes(id)));
}

export const here = computed(() => cards.value.filter(isShown));
export const toGo = computed(() => here.value.filter((card) => card.toGo).length);

/** Nothing changes its place while a finger or a picked key is on the board. */
const order = signal([]);
effect(() => {
  const gaps = [...gone.value.values()].map((gap) => gap.card).filter(isShown);
  const ids = inOrder([...here.value, ...gaps].sort(byArrival)).map((card) => card.id);
  if (holding.value || picking.value) {
    const known = order.peek();
    order.value = [...known.filter((id) => ids.includes(id)), ...ids.filter((id) => !known.includes(id))];
  } else if (ids.join() !== order.peek().join()) order.value = ids;
});

/** Cards as they stand, those that left a moment ago in their place. */
export const places = computed(() => {
  const known = new Map(here.value.map((card) => [card.id, card]));
  return order.value.map((id) => known.get(id) || gone.value.get(id)?.card).filter(Boolean);
});

let before = new Map();
effect(() => {
  const now = new Map(cards.value.map((card) => [card.id, card]));
  const gaps = new Map(gone.peek());
  const known = gaps.size;
  let returned = false;
  for (const [id, card] of before) {
    const left = !now.has(id) && !gaps.has(id) && fresh.peek() && wasServed(card);
    if (left) gaps.set(id, { card, until: Date.now() + GAP });
  }
  for (const id of now.keys()) returned = gaps.delete(id) || returned;
  if (gaps.size !== known || returned) gone.value = gaps;
  before = now;
});

/** A card that left because its party did leaves nothing to take back. */
const wasServed = (card) => card.tickets.every((ticket) => {
  const present = shown.peek().get(ticket.id);
  return present && present.lines.every((line) => ["served", "voided"].includes(line.status));
});

effect(() => {
  if (!second.value || !gone.peek().size || holding.peek() || picking.peek()) return;
  const rest = [...gone.peek()].filter(([, gap]) => gap.until > Date.now());
  if (rest.length !== gone.peek().size) gone.value = new Map(rest);
});

/** One chime when an order has become complete. */
let complete = null;
effect(() => {
  const now = cards.value.filter((card) => card.toGo).map((card) => card.id);
  if (complete && fresh.value && now.some((id) => !complete.has(id))) chime("ready");
  complete = new Set(now);
});
