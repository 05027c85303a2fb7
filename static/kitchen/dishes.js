/** What this kitchen makes and whether it can be had; read again whenever the menu moves on. */
import { computed, signal } from "@preact/signals";
import { api } from "./link.js";

export const dishes = signal([]);
export const isOut = (dish) => !dish.available;
export const soldOut = computed(() => dishes.value.filter(isOut));

let timer = 0;

/** Several changes in one moment are one read. */
export function loadDishes() {
  clearTimeout(timer);
  timer = setTimeout(read, 150);
}

async function read() {
  try {
    dishes.value = (await api.get("/api/v1/kitchen/menu-items")).items;
  } catch (problem) {
    console.info("dishes are read again with the next change:", problem.code);
  }
}

/** `{available, left?, until?}`; guests' menus follow at once. */
export async function setDish(itemId, change) {
  await api.post(`/api/v1/kitchen/menu-items/${itemId}/availability`, change);
  await read();
}
