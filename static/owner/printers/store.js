/** Printers and recent slips as the server has them. */
import { signal } from "@preact/signals";
import { api } from "../shell/api.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";

/** `{shop, items, slips}` or null. */
export const printers = signal(null);

export async function readPrinters() {
  const id = shop.value.id;
  const { answer } = await attempt(() => Promise.all([
    api.get(`${home.value}/printers`), api.get(`${home.value}/slips?limit=12`),
  ]), { quiet: true });
  if (answer && id === shop.value?.id) printers.value = { shop: id, items: answer[0].items, slips: answer[1].items };
}
