/** The menu as its owner edits it, in the order in which guests read it. */
import { computed, signal } from "@preact/signals";
import { api } from "../shell/api.js";
import { attempt, offerUndo } from "../shell/saying.js";
import { home, manages, shop } from "../shell/shops.js";
import { money } from "../../shared/money.js";
import { named } from "../../shared/words.js";
import { t } from "./words.js";

/** `{shop, categories: [{id, names, station_id, dishes: [id]}], dishes: {id: dish}, groups, stations}` or null. */
export const menu = signal(null);
export const dishes = computed(() => Object.values(menu.value?.dishes || {}));

export async function readMenu() {
  const id = shop.value.id;
  const at = home.value;
  const { answer } = await attempt(async () => {
    const [guests, kept, stations, groups, items] = await Promise.all([
      api.get(`${at}/menu`), api.get(`${at}/categories`), api.get(`${at}/stations`),
      manages.value ? api.get(`${at}/modifier-groups`) : { items: [] }, everyDish(at),
    ]);
    return { guests, kept: kept.items, stations: stations.items, groups: groups.items, items };
  }, { quiet: Boolean(menu.value), retry: readMenu });
  if (!answer || id !== shop.value?.id) return;
  const order = Object.fromEntries(answer.guests.categories.map((c) => [c.id, c.items]));
  const shown = Object.fromEntries(answer.guests.categories.flatMap((c) => c.items.map((dish) => [dish.id, dish])));
  menu.value = {
    shop: id,
    stations: answer.stations.filter((s) => s.kind === "cooking"),
    groups: answer.groups,
    categories: answer.kept.map((c) => ({ ...c, dishes: (order[c.id] || []).map((dish) => dish.id) })),
    dishes: Object.fromEntries(answer.items.map((dish) => [
      dish.id, { ...dish, initials: shown[dish.id]?.initials || "", price_from: shown[dish.id]?.price_from ?? dish.price },
    ])),
  };
}

async function everyDish(at) {
  const found = [];
  let cursor = "";
  do {
    const page = await api.get(`${at}/menu-items?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    found.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor);
  return found;
}

function keep(dish) {
  const before = menu.value.dishes[dish.id];
  const kept = { ...before, ...dish, price_from: before.price_from - before.price + dish.price };
  menu.value = { ...menu.value, dishes: { ...menu.value.dishes, [dish.id]: kept } };
}

/** Live at once; undone with one touch for ten seconds. */
export async function setPrice(dish, price) {
  const old = dish.price;
  const write = (value) => attempt(() => api.patch(`${home.value}/menu-items/${dish.id}`, { price: value }));
  const { answer } = await write(price);
  if (!answer) return false;
  keep(answer);
  const say = (minor) => money(minor, shop.value.currency);
  offerUndo(t("price_changed", { name: named(dish), old: say(old), new: say(price) }), async () => {
    const back = await write(old);
    if (back.answer) keep(back.answer);
  });
  return true;
}

/** `state`: `{available, left?}`. */
export async function setState(dish, state) {
  const old = { available: dish.available, left: dish.left_count };
  const write = (value) => attempt(() => api.post(`${home.value}/menu-items/${dish.id}/availability`, value));
  const { answer } = await write(state);
  if (!answer) return;
  keep(answer);
  offerUndo(t("state_changed", { name: named(dish), state: stateText(answer) }), async () => {
    const back = await write(old);
    if (back.answer) keep(back.answer);
  });
}

/** "on", "off" or "left", as guests meet the dish now. */
export function stateOf(dish) {
  if (!dish.available || dish.left_count === 0) return "off";
  return dish.left_count === null ? "on" : "left";
}

export function stateText(dish) {
  const state = stateOf(dish);
  return state === "left" ? t("left", { n: dish.left_count }) : t(state);
}

/** Moves a dish within its category, or a category among its kind; the page follows at once, the server after it. */
export function moved(ids, id, to) {
  const rest = ids.filter((each) => each !== id);
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, id);
  return rest;
}

export async function orderDishes(category, ids) {
  const before = menu.value;
  menu.value = {
    ...before, categories: before.categories.map((c) => (c.id === category.id ? { ...c, dishes: ids } : c)),
  };
  const { problem } = await attempt(() => api.put(`${home.value}/categories/${category.id}/items/order`, { ids }));
  if (problem) menu.value = before;
}

export async function orderCategories(ids) {
  const before = menu.value;
  menu.value = { ...before, categories: ids.map((id) => before.categories.find((c) => c.id === id)) };
  const { problem } = await attempt(() => api.put(`${home.value}/categories/order`, { ids }));
  if (problem) menu.value = before;
}

/** The station that makes the dish: its own, its category's, or the default one. */
export function stationOf(dish) {
  const { categories, stations } = menu.value;
  const inherited = categories.find((c) => c.station_id && dish.category_ids.includes(c.id))?.station_id;
  const wanted = dish.station_id || inherited;
  return stations.find((s) => s.id === wanted) || stations.find((s) => s.is_default) || null;
}
