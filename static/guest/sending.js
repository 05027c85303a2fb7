/**
 * Sending the cart, once. What is sent is kept with its key before the first try and forgotten only after an answer, so
 * a reload in the middle, a lost answer or a dead network repeat the very same request.
 */
import { computed, signal } from "@preact/signals";
import { newKey } from "../shared/api.js";
import { forget, keep, recall } from "../shared/kept.js";
import { api, first } from "./phone.js";
import { show } from "./say.js";
import { bill, cart, menu, refresh, takeCart } from "./table.js";
import { go, replace, view } from "./views.js";
import { t } from "./words.js";

const KEPT = `zhuoma:sending:${first.code}`;
const WAITS = [1000, 2000, 3000, 5000];
const PATIENCE = 8000;

/** null or `{order, since, failed}`: an order on its way; `order` is `{key, body, lines, fees, total}`. */
export const sending = signal(null);
/** null or `{code, before, lines}`: why the last try was refused, with what the guest had seen. */
export const trouble = signal(null);
/** The full page that staff can read. */
export const shown = signal(false);

const clock = signal(Date.now());
export const elapsed = computed(() => (sending.value ? Math.max(0, clock.value - sending.value.since) / 1000 : 0));

export function send({ note, allergyNote }) {
  if (sending.value) return;
  const body = { cart_version: cart.value.version, shown_total: cart.value.total, note, allergy_note: allergyNote };
  begin({ key: newKey(), body, lines: cart.value.lines, fees: cart.value.fees, total: cart.value.total });
}

/** After a reload: what was under way goes on with its own key. */
export function resume() {
  const kept = recall(KEPT);
  if (!kept) return;
  go("confirm");
  begin(JSON.parse(kept));
}

/** The guest gives it to the staff: nothing is sent by itself any more. */
export function stop() {
  forget(KEPT);
  sending.value = null;
  shown.value = false;
  show(t("stopped"));
  refresh().catch(() => undefined); // offline: the next heartbeat tells
}

async function begin(order) {
  keep(KEPT, JSON.stringify(order));
  trouble.value = null;
  sending.value = { order, since: Date.now(), failed: 0 };
  const ticking = setInterval(tick, 250);
  try {
    finish(await untilAnswered(order));
  } catch (problem) {
    if (sending.value?.order === order) refused(problem, order);
  } finally {
    clearInterval(ticking);
  }
}

function tick() {
  clock.value = Date.now();
  if (elapsed.value > 20 && sending.value?.failed) shown.value = true;
}

/** The answer, or the problem that repeating cannot mend. */
async function untilAnswered(order) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await api.post("/api/v1/visit/orders", order.body, { key: order.key, patience: PATIENCE });
    } catch (problem) {
      const repeatable = !problem.status || problem.status >= 500 || problem.status === 429 || problem.code === "in_progress";
      if (!repeatable || sending.value?.order !== order) throw problem;
      sending.value = { ...sending.value, failed: tries + 1 };
      await nextTry(WAITS[Math.min(tries, WAITS.length - 1)]);
    }
    if (sending.value?.order !== order) throw new Error("given to the staff");
  }
}

/** A moment, or the network's return. */
const nextTry = (wait) => new Promise((go) => {
  const timer = setTimeout(done, wait);
  function done() {
    clearTimeout(timer);
    removeEventListener("online", done);
    go();
  }
  addEventListener("online", done);
});

async function finish(sent) {
  takeCart(sent.cart);
  bill.value = sent.bill;
  arrived();
  await refresh().catch(() => undefined); // its frame comes as well
}

/** The live stream was faster than the answer: this phone's own order is at the table. */
export function arrived() {
  if (!sending.value) return;
  forget(KEPT);
  forget(DRAFT);
  sending.value = null;
  shown.value = false;
  replace("status");
}

function refused(problem, order) {
  forget(KEPT);
  sending.value = null;
  shown.value = false;
  trouble.value = { code: problem.code, message: problem.message, before: order.lines, total: order.total };
  if (problem.body?.cart) takeCart(problem.body.cart);
  if (problem.code === "restaurant_closed" || problem.code === "ordering_paused") readRestaurant();
  if (problem.code === "cart_empty" && view.value === "confirm") replace("menu");
}

async function readRestaurant() {
  try {
    menu.value = await api.get(`/api/v1/restaurants/${menu.value.restaurant.id}/menu`);
  } catch (problem) {
    return; // the banner waits for the next frame
  }
}

/** Note and allergies of this round, until it is sent: a reload does not ask twice. */
export const DRAFT = `zhuoma:draft:${first.code}`;
