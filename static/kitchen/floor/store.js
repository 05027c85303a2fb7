/** The floor's state: calls, bills asked for, dishes ready, alarms, and what was tapped here and not heard yet. */
import { batch, computed, effect, signal } from "@preact/signals";
import { forget, keep, kept } from "../prefs.js";
import { fresh, restaurant, screen } from "../store.js";

const KEPT = "zhuoma:floor";
const ACTS = "zhuoma:floor:acts";
const before = kept(KEPT, {});
const byId = (list) => new Map((list || []).map((each) => [each.id, each]));

export const calls = signal(byId(before.calls));
export const bills = signal(byId(before.bills)); // visit id → what it owes
export const ready = signal(byId(before.ready)); // order id → its dishes that are ready
export const alarms = signal(byId(before.alarms));
export const acts = signal(kept(ACTS, [])); // what was tapped here and not heard yet
export const left = signal(new Map()); // key → {until, …}: what has just been done, and can be taken back
effect(() => keep(ACTS, acts.value));
effect(() => keep(KEPT, {
  calls: [...calls.value.values()], bills: [...bills.value.values()], ready: [...ready.value.values()],
  alarms: [...alarms.value.values()],
}));

export const currency = computed(() => restaurant.value?.currency || "CNY");

export function putFloor(floor) {
  batch(() => {
    restaurant.value = floor.restaurant;
    screen.value = floor.screen;
    putCalls(floor);
    putServing(floor);
    fresh.value = true;
  });
}

const putCalls = (state) => batch(() => {
  calls.value = byId(state.calls);
  alarms.value = byId(state.alarms);
});
const putServing = (state) => batch(() => {
  ready.value = byId(state.ready);
  bills.value = byId(state.bills);
});

export const takeSnapshot = (stream, snapshot) => {
  if (stream.startsWith("station:")) putServing(snapshot);
  else if (!stream.endsWith("/menu")) putCalls(snapshot);
};

const put = (map, body, stays) => {
  const next = new Map(map.value);
  if (stays) next.set(body.id, body);
  else next.delete(body.id);
  map.value = next;
};

/** What a frame makes of the state; `onAnswered(call)` is told of a call that somebody has taken. */
export function takeFrame(kind, body, onAnswered = () => {}) {
  if (kind === "call.made" || kind === "call.answered") {
    if (body.answered_at && calls.value.has(body.id)) onAnswered(body);
    put(calls, body, !body.answered_at);
  } else if (kind === "ready.changed") put(ready, body, body.lines.length > 0);
  else if (kind === "bill.changed") put(bills, body, body.asked);
  else if (kind === "kitchen.alarm") put(alarms, body, !body.cleared_at);
}

export function forgetFloor() {
  forget(KEPT);
  batch(() => {
    for (const map of [calls, bills, ready, alarms, left]) map.value = new Map();
    acts.value = [];
  });
}
