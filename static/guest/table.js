/** The table as the server tells it. Signals hold its objects whole; frames replace them by id. */
import { batch, computed, signal } from "@preact/signals";
import { money } from "../shared/money.js";
import { speak as remember } from "../shared/words.js";
import { api, first } from "./phone.js";

export const menu = signal(first.menu);
export const visit = signal(null);
export const guests = signal([]);
export const cart = signal({ version: 0, lines: [], subtotal: 0, fees: [], total: 0 });
export const orders = signal([]);
export const bill = signal(null);
export const calls = signal([]);
export const rushAfter = signal(480);

export const currency = first.menu.currency;
export const price = (minor, options) => money(minor, currency, options);
export const tableLabel = computed(() => visit.value?.table || first.table);
export const restaurant = computed(() => menu.value.restaurant);
export const me = computed(() => guests.value.find((guest) => guest.is_you) || null);
export const dishes = computed(() => {
  const found = {};
  for (const category of menu.value.categories) {
    for (const item of category.items) found[item.id] = item;
  }
  return found;
});

/** A person of the table as they are called now; lines and orders may bear an older name. */
export function person(who) {
  return guests.value.find((guest) => guest.id === who?.id) || who;
}

/** The whole answer of GET /visit. */
export function takeState(state) {
  batch(() => {
    if (state.visit.id !== visit.value?.id) cart.value = state.cart; // another visit counts its own versions
    visit.value = state.visit;
    guests.value = state.guests;
    orders.value = state.orders;
    bill.value = state.bill;
    calls.value = state.calls;
    rushAfter.value = state.rush_after_seconds ?? rushAfter.value;
    if (state.restaurant) menu.value = { ...menu.value, restaurant: { ...menu.value.restaurant, ...state.restaurant } };
    takeCart(state.cart);
  });
}

/** An older cart never takes the place of a newer one; the same version may cost something else. */
export function takeCart(next) {
  if (next.version >= cart.value.version) cart.value = next;
}

export const refresh = async () => takeState(await api.get("/api/v1/visit"));

export async function readMenu() {
  const next = await api.get(`/api/v1/restaurants/${first.menu.restaurant.id}/menu`);
  menu.value = next;
}

/** Everything at once in the other language; cart and scroll stay where they are. */
export async function speak(next) {
  remember(next);
  document.cookie = `zhuoma_lang=${next}; path=/; max-age=31536000; samesite=lax`;
  await readMenu();
  if (visit.value) await refresh();
}

/** What a frame of the table changes. `heard(kind, body, before)` is told first, for toasts. */
export function applyFrame(kind, body, heard = () => {}) {
  batch(() => {
    heard(kind, body);
    if (kind === "cart.changed") takeCart(body);
    if (kind === "bill.changed") bill.value = body;
    if (kind === "visit.changed" || kind === "visit.closed") visit.value = body;
    if (kind === "order.changed") orders.value = rounds(body);
    if (kind.startsWith("call.")) calls.value = put(calls.value, body);
    if (kind === "guest.joined" && !guests.value.some((guest) => guest.id === body.id)) guests.value = [...guests.value, body];
    if (kind === "guest.changed") guests.value = guests.value.map((guest) => renamed(guest, body));
  });
}

/** A round that names another visit went to another table. */
function rounds(order) {
  if (visit.value && order.visit_id !== visit.value.id) return orders.value.filter((each) => each.id !== order.id);
  return put(orders.value, order).sort((a, b) => a.round - b.round);
}

const put = (list, one) => [...list.filter((each) => each.id !== one.id), one];
const renamed = (guest, body) => (guest.id === body.id ? { ...guest, nickname: body.nickname } : guest);

/** Another visit begins: nothing of the former one may stay. */
export function clearTable() {
  batch(() => {
    visit.value = null;
    guests.value = [];
    orders.value = [];
    bill.value = null;
    calls.value = [];
    cart.value = { version: 0, lines: [], subtotal: 0, fees: [], total: 0 };
  });
}
