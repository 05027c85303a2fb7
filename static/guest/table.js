/** The table as this phone knows it. The server's state is the truth; this only asks, tells and remembers. */
import { computed, signal } from "@preact/signals";
import { createApi, newKey } from "../shared/api.js";
import { connectLive } from "../shared/live.js";
import { lang, t } from "./words.js";

const first = JSON.parse(document.getElementById("first").textContent);
lang.value = localStorage.zhuoma_lang || first.lang;
const TOKEN = `zhuoma:${first.code}`;
const PENDING = `zhuoma-send:${first.code}`;

export const menu = signal(first.menu);
export const state = signal(null);
export const sheet = signal(null);
export const problem = signal("");
export const busy = signal("");
export const offline = signal(false);
export const tableLabel = first.table;
export const currency = first.menu.currency;
let token = localStorage[TOKEN] || "";
const api = createApi({ token: () => token, lang: () => lang.value });

export const cart = computed(() => state.value?.cart || { version: 0, lines: [], subtotal: 0, fees: [], total: 0 });
export const dishes = computed(() => Object.fromEntries(menu.value.categories.flatMap((c) => c.items.map((i) => [i.id, i]))));
export const inCart = (id) => cart.value.lines.filter((l) => l.item_id === id).reduce((n, l) => n + l.quantity, 0);
export const named = (thing) => thing.names?.[lang.value] || thing.name;

export async function begin() {
  try {
    if (token) {
      try { await refresh(); } catch (error) { if (error.status === 401 || error.status === 403) token = ""; else throw error; }
      if (state.value?.visit.status === "closed" && !state.value.orders.length) token = "";
    }
    if (!token) {
      const joined = await api.post("/api/v1/visits", { code: first.code });
      token = localStorage[TOKEN] = joined.guest_token;
      await refresh();
    }
    connectLive({ token, api, onFrame, onSnapshot: (stream, all) => { if (stream.startsWith("visit:")) apply(all); } });
    if (localStorage[PENDING]) await send();
    if (state.value.visit.covers === null && menu.value.fees.some((f) => f.kind === "per_head")) sheet.value = { kind: "covers" };
  } catch (error) { tell(error); }
}

export const refresh = async () => apply(await api.get("/api/v1/visit"));
const apply = (all) => { state.value = { ...state.value, ...all, guests: all.guests || state.value?.guests || [] }; offline.value = false; };

function onFrame(stream, kind, body) {
  if (kind === "menu.changed") return void readMenu().then(refresh); // what stands in the cart has new prices too
  const now = state.value;
  if (kind === "cart.changed") state.value = { ...now, cart: body };
  if (kind === "bill.changed") state.value = { ...now, bill: body };
  if (kind === "visit.closed" || kind === "visit.changed") state.value = { ...now, visit: body };
  if (kind === "guest.joined" && !now.guests.some((g) => g.id === body.id)) state.value = { ...now, guests: [...now.guests, body] };
  if (kind === "order.changed") state.value = { ...now, orders: [...now.orders.filter((o) => o.id !== body.id), body].sort((a, b) => a.round - b.round) };
  if (kind.startsWith("call.")) state.value = { ...now, calls: [...now.calls.filter((c) => c.id !== body.id), body] };
}

const readMenu = async () => { menu.value = await api.get(`/api/v1/restaurants/${menu.value.restaurant.id}/menu`); };

export async function speak(next) { lang.value = localStorage.zhuoma_lang = next; await readMenu(); await refresh(); }

async function change(work) {
  problem.value = "";
  try { state.value = { ...state.value, cart: await work() }; offline.value = false; return true; } catch (error) { tell(error); return false; }
}

export const addDish = (item, quantity = 1, modifiers = [], note = "") => change(() => api.post("/api/v1/visit/cart/lines", { item_id: item.id, quantity, modifiers, note }));
export const setLine = (line, quantity) => change(() => (quantity ? api.put(`/api/v1/visit/cart/lines/${line.id}`, { quantity }) : api.del(`/api/v1/visit/cart/lines/${line.id}`)));
export const takeOne = (id) => { const line = cart.value.lines.filter((l) => l.item_id === id).pop(); return line && setLine(line, line.quantity - 1); };
export const setCovers = async (covers) => { try { apply(await api.put("/api/v1/visit/covers", { covers })); sheet.value = null; } catch (error) { tell(error); } };

/** Two steps: what is sent is kept with its key first, so a reload in the middle repeats the very same request. */
export async function send(note, allergyNote) {
  if (busy.value) return;
  const pending = localStorage[PENDING] ? JSON.parse(localStorage[PENDING]) : {
    key: newKey(), body: { cart_version: cart.value.version, shown_total: cart.value.total, note: note || "", allergy_note: allergyNote || "" } };
  localStorage[PENDING] = JSON.stringify(pending);
  busy.value = "send";
  problem.value = "";
  try {
    const sent = await api.post("/api/v1/visit/orders", pending.body, { key: pending.key });
    delete localStorage[PENDING];
    state.value = { ...state.value, cart: sent.cart, bill: sent.bill };
    await refresh();
    sheet.value = { kind: "status" };
  } catch (error) {
    if (error.status) delete localStorage[PENDING];
    if (error.body?.cart) state.value = { ...state.value, cart: error.body.cart };
    tell(error);
  } finally { busy.value = ""; }
}

export async function callStaff(kind, orderId) {
  try { await api.post("/api/v1/visit/calls", { kind, ...(orderId ? { order_id: orderId } : {}) }); await refresh(); problem.value = t("called"); } catch (error) { problem.value = error.code === "too_many" ? t("called") : error.message; }
}

export async function pay(wallet) {
  busy.value = "pay";
  try {
    const begun = await api.post("/api/v1/visit/payments", { wallet }, { key: newKey() });
    await refresh();
    if (begun.client.redirect_url) location.href = begun.client.redirect_url;
    else problem.value = t("waitCounter");
  } catch (error) { tell(error); } finally { busy.value = ""; }
}

function tell(error) {
  offline.value = error.code === "offline";
  problem.value = offline.value ? t("retry") : error.message;
  if (error.code === "visit_closed") problem.value = t("closed");
}
