/**
 * The cart as this phone shows it: the server's lines with this phone's own wishes laid over them, so that a tap shows
 * at once and nothing is lost offline. A wish is a quantity, not a step: sending it twice does no harm.
 */
import { batch, computed, signal } from "@preact/signals";
import { keep, recall } from "../shared/kept.js";
import { api, first, gate, tokenNow } from "./phone.js";
import { show } from "./say.js";
import { cart, dishes, me, refresh, takeCart } from "./table.js";
import { t } from "./words.js";

const KEPT = `zhuoma:wishes:${first.code}`;
const WAITS = [1000, 2000, 4000, 8000];

/** `{key, line_id, item_id, modifiers, note, quantity, base}`; `base`: how many the server had when it was wished. */
export const wishes = signal(JSON.parse(recall(KEPT) || "[]"));
export const offline = signal(false);

const keyOf = (itemId, modifiers, note) =>
  [itemId, ...modifiers.map((m) => `${m.id}*${m.quantity}`).sort(), note].join("|");
const keyOfLine = (line) => keyOf(line.item_id, line.modifiers, line.note);
const mine = (line) => Boolean(me.value) && line.added_by?.id === me.value.id;

/** Lines as shown; `unsure` where the server has not answered yet. */
export const lines = computed(() => {
  const open = [...wishes.value];
  const shown = [];
  for (const line of cart.value.lines) {
    const at = open.findIndex((wish) => lineOf(wish)?.id === line.id);
    const wish = at < 0 ? null : open.splice(at, 1)[0];
    if (!wish) shown.push(line);
    else if (wish.quantity) shown.push({ ...line, quantity: wish.quantity, unsure: wish.quantity !== line.quantity });
  }
  return [...shown, ...open.filter((wish) => !wish.line_id && wish.quantity).map(newLine).filter(Boolean)];
});

function newLine(wish) {
  const item = dishes.value[wish.item_id];
  if (!item) return null;
  const all = item.modifier_groups.flatMap((group) => group.modifiers);
  const modifiers = wish.modifiers.map((m) => ({ ...all.find((each) => each.id === m.id), ...m }));
  return { ...wish, id: wish.key, names: item.names, name: item.name, modifiers, added_by: me.value, unsure: true };
}

export const pieces = computed(() => lines.value.reduce((sum, line) => sum + line.quantity, 0));
const perDish = computed(() => {
  const found = {};
  for (const line of lines.value) found[line.item_id] = (found[line.item_id] || 0) + line.quantity;
  return found;
});

const counts = new Map();

/** How many of a dish are in the cart: a signal each, so that one tap redraws one row. */
export function countOf(itemId) {
  if (!counts.has(itemId)) counts.set(itemId, computed(() => perDish.value[itemId] || 0));
  return counts.get(itemId);
}

export const settled = computed(() => wishes.value.length === 0);

/** The server's line that a wish is about. */
function lineOf(wish) {
  if (wish.line_id) return cart.value.lines.find((line) => line.id === wish.line_id);
  return cart.value.lines.find((line) => mine(line) && keyOfLine(line) === wish.key);
}

export function addDish(item, quantity = 1, modifiers = [], note = "") {
  const key = keyOf(item.id, modifiers, note);
  const wish = wishes.value.find((each) => each.key === key && !each.line_id) || null;
  const line = cart.value.lines.find((each) => mine(each) && keyOfLine(each) === key);
  if (line) return setLine(line, (shownOf(line)?.quantity ?? 0) + quantity);
  return wishFor({ key, line_id: null, item_id: item.id, modifiers, note, base: 0,
    quantity: Math.min(99, (wish?.quantity || 0) + quantity) });
}

const shownOf = (line) => lines.value.find((each) => each.id === line.id);

/** `line` as shown: the server's, or one that only this phone knows yet. */
export function setLine(line, quantity) {
  const known = cart.value.lines.find((each) => each.id === line.id);
  const { item_id, note } = line;
  const modifiers = line.modifiers.map((m) => ({ id: m.id, quantity: m.quantity }));
  const key = known ? `line:${line.id}` : line.key;
  const before = wishes.value.find((wish) => wish.key === key);
  return wishFor({ key, line_id: known ? line.id : null, item_id, modifiers, note,
    base: before?.base ?? known?.quantity ?? 0, quantity: Math.max(0, Math.min(99, quantity)) });
}

/** One less of a dish: this phone's own latest line first, else somebody's. */
export function takeOne(itemId) {
  const all = lines.value.filter((line) => line.item_id === itemId);
  const line = all.filter(mine).pop() || all.pop();
  if (line) setLine(line, line.quantity - 1);
}

/** Another choice for a line that is in the cart: one request, because the server prices it. */
export async function changeLine(line, quantity, modifiers, note) {
  takeCart(await api.put(`/api/v1/visit/cart/lines/${line.id}`, { quantity, modifiers, note }));
}

function wishFor(wish) {
  remember([...wishes.value.filter((each) => each.key !== wish.key), wish]);
  sync();
}

function remember(next) {
  wishes.value = next;
  keep(KEPT, JSON.stringify(next));
}

export const forgetWishes = () => remember([]);

let syncing = false;
let failures = 0;
let timer = 0;

/** Sends the wishes one after another until there are none; a lost answer is asked about before it is repeated. */
export async function sync() {
  if (syncing || !tokenNow() || !me.value || gate.value) return;
  syncing = true;
  clearTimeout(timer);
  try {
    if (failures) await refresh();
    while (wishes.value.length) await settle(wishes.value[0]);
    failures = 0;
    offline.value = false;
  } catch (problem) {
    fall(problem);
  } finally {
    syncing = false;
  }
}

async function settle(wish) {
  const line = lineOf(wish);
  if (!line && (wish.line_id || !wish.quantity)) return replaceWish(wish, leftOver(wish));
  try {
    const { item_id, modifiers, note, quantity } = wish;
    const next = line
      ? await api.put(`/api/v1/visit/cart/lines/${line.id}`, { quantity })
      : await api.post("/api/v1/visit/cart/lines", { item_id, modifiers, note, quantity });
    batch(() => {
      takeCart(next);
      replaceWish(wish, null);
    });
  } catch (problem) {
    if (!problem.status || problem.status >= 500 || problem.status === 429) throw problem;
    refuse(wish, problem);
  }
}

/** Somebody sent or took out the line meanwhile: what was wished beyond it begins a new one. */
function leftOver(wish) {
  const more = wish.quantity - wish.base;
  if (!wish.line_id || more <= 0) return null;
  return { ...wish, key: keyOf(wish.item_id, wish.modifiers, wish.note), line_id: null, base: 0, quantity: more };
}

/** Only if nobody tapped again while the answer was on its way. */
function replaceWish(wish, next) {
  const rest = wishes.value.filter((each) => each !== wish);
  remember(next ? [...rest, next] : rest);
}

function refuse(wish, problem) {
  replaceWish(wish, null);
  if (problem.status === 401) return;
  show(problem.code === "line_unknown" ? t("changedByOther") : problem.message, { error: true });
}

function fall(problem) {
  offline.value = !problem.status;
  if (problem.status === 429) show(t("tooFast"), { error: true });
  timer = setTimeout(sync, WAITS[Math.min(failures, WAITS.length - 1)]);
  failures += 1;
}

addEventListener("online", sync);
