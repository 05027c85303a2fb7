/** How far each round is, told no better than the server knows it: sent, received by a screen, cooking, done. */
import { computed } from "@preact/signals";
import { clockTime, serverNow } from "../shared/time.js";
import { minute } from "./minute.js";
import { calls, orders, restaurant, rushAfter } from "./table.js";
import { t } from "./words.js";

const RUSH_AGAIN = 5 * 60000;

export const sentOrders = computed(() => orders.value.filter((order) => order.status !== "cancelled"));
export const at = (time, options) => clockTime(time, { timeZone: restaurant.value.time_zone, ...options });

/** 1 sent · 2 received by the kitchen · 3 cooking · 4 done. */
export function stepOf(order) {
  if (order.status === "ready" || order.status === "served") return 4;
  if (order.status === "preparing") return 3;
  return order.accepted_at ? 2 : 1;
}

/** Why nobody cooks it yet: "staff", "money", or "". */
export function waitsFor(order) {
  if (!order.waits) return "";
  return restaurant.value.service_mode === "pay_first" && order.payment_state !== "paid" ? "money" : "staff";
}

/** Staff were told that no screen has confirmed a part of it: as the server knows it, never by this phone's clock. */
export function isDeaf(order) {
  return Boolean(order.staff_told_at) && ["placed", "accepted", "preparing"].includes(order.status);
}

/** One short word for the bar. */
export function stateWord(order) {
  const waits = waitsFor(order);
  if (waits) return t(waits === "money" ? "waitsMoney" : "waitsStaff");
  return t(["stepSent", "stepSent", "stepHeard", "stepCooking", "stepDone"][stepOf(order)]);
}

/** The line under a round's title. */
export function stateLine(order) {
  const waits = waitsFor(order);
  if (order.status === "cancelled") return order.reason ? t("cancelledWhy", { why: order.reason }) : t("isCancelled");
  if (waits) return t(waits === "money" ? "waitsMoney" : "waitsStaff");
  if (order.status === "served") return t("allServed");
  if (order.status === "ready") return t("allReady");
  const live = order.lines.filter((line) => line.status !== "voided");
  if (live.every((line) => line.held)) return t("heldOrder");
  if (isDeaf(order)) return t(order.accepted_at ? "kitchenHalfDeaf" : "kitchenDeaf", { time: at(order.staff_told_at) });
  return order.accepted_at ? t("kitchenHas", { time: at(order.accepted_at, { seconds: true }) }) : t("kitchenSilent");
}

/** The word beside one dish. */
export function lineWord(line, order) {
  const time = line.changed_at ? at(line.changed_at) : "";
  if (line.status === "voided") return line.reason ? t("voidedWhy", { why: line.reason }) : t("voided");
  if (line.status === "served") return time ? t("served", { time }) : t("servedOnly");
  if (line.status === "ready") return time ? t("ready", { time }) : t("readyOnly");
  if (line.status === "preparing") return t("preparing");
  if (line.held) return t("heldLine");
  if (waitsFor(order)) return t(waitsFor(order) === "money" ? "waitsForMoney" : "waitsForStaff");
  return t(order.accepted_at ? "queued" : "waitsKitchen");
}

/** Whether the kitchen has a dish of it to make now: a later course is nobody's work until it is called up. */
const inWork = (line) => !line.held && ["queued", "preparing"].includes(line.status);
export const isCooking = (order) => order.lines.some(inWork);

/** 催单: `{from, last}`; `from` is a time in the future, or null when the kitchen may be asked now. */
export function rushOf(order) {
  minute.value;
  const asked = calls.value.filter((call) => call.kind === "rush" && call.order_id === order.id);
  const last = asked.sort((a, b) => (a.made_at < b.made_at ? 1 : -1))[0] || null;
  const sent = order.lines.filter(inWork).map((line) => Date.parse(line.fired_at || order.released_at));
  const earliest = sent.length ? Math.min(...sent) + rushAfter.value * 1000 : 0;
  const from = Math.max(earliest, last ? Date.parse(last.made_at) + RUSH_AGAIN : 0);
  return { last, from: from > serverNow() ? new Date(from).toISOString() : null };
}

/** What the kitchen answered to being hurried; "" while it has not. */
export function replyOf(call) {
  if (call.reply_minutes === undefined || call.reply_minutes === null) return "";
  return call.reply_minutes > 0 ? t("minutesMore", { n: call.reply_minutes }) : t("almostReady");
}
