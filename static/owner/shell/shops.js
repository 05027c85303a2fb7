/** The restaurants that this person works for, and the one on screen. */
import { computed, signal } from "@preact/signals";
import { Problem } from "../../shared/api.js";
import { session } from "../../shared/sign_in.js";
import { api } from "./api.js";

const KEPT = "zhuoma:shop";

/** undefined: not asked yet. Each: the settings as the server keeps them, and the person's `role`. */
export const shops = signal(undefined);
export const chosen = signal(localStorage.getItem(KEPT));
export const founding = signal(false);
export const shop = computed(() => (shops.value || []).find((s) => s.id === chosen.value) || shops.value?.[0] || null);
export const home = computed(() => `/api/v1/restaurants/${shop.value?.id}`);
export const role = computed(() => shop.value?.role);
export const manages = computed(() => role.value === "owner" || role.value === "manager");

export async function loadShops() {
  try {
    shops.value = (await api.get("/api/v1/restaurants")).items;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 401) session.value = null;
    else if (!shops.value) setTimeout(loadShops, 3000);
  }
}

export function choose(id) {
  localStorage.setItem(KEPT, id);
  chosen.value = id;
  founding.value = false;
}

/** Puts fresh settings in the place of the old ones; the role is ours to keep. */
export function keepShop(settings) {
  shops.value = shops.value.map((s) => (s.id === settings.id ? { ...s, ...settings } : s));
}

let last = Promise.resolve();

/**
 * Changes settings, one after another, each with the version that the one before left.
 * Somebody else's change of other fields is taken in and ours sent again; of the same fields it is told.
 */
export function saveShop(change) {
  const work = last.then(() => send(change, true));
  last = work.catch(() => {});
  return work;
}

async function send(change, again) {
  try {
    keepShop(await api.patch(home.value, { version: shop.value.version, ...change }));
  } catch (problem) {
    if (problem.code !== "changed_meanwhile") throw problem;
    const theirs = problem.body.last_change?.fields || [];
    keepShop(problem.body.restaurant);
    if (!again || Object.keys(change).some((field) => theirs.includes(field))) throw problem;
    await send(change, false);
  }
}
