/** The board's state: tickets by id from snapshot and frames, with this screen's own touches laid over them. */
import { batch, computed, effect, signal } from "@preact/signals";
import { serverNow } from "../shared/time.js";
import { keep, kept } from "./prefs.js";
import { apply, isHeld, isOnBoard } from "./steps.js";

const NEW_FOR = 60000;
const REMEMBERED = 2 * 60 * 60000; // what was bumped can be recalled for an hour
const LEFT_OVER = 90 * 60; // seconds: what nobody finished by then leaves the columns for a list of its own

export const tickets = signal(new Map());
export const touches = signal(kept("zhuoma:touches", []));
export const stations = signal([]);
export const restaurant = signal(null);
export const screen = signal(null);
export const isExpo = computed(() => screen.value?.kind === "expo");
export const isFloor = computed(() => screen.value?.kind === "floor");
export const fresh = signal(false); // false: what is shown is the last known board, not the present one
export const arrived = signal(new Map()); // ticket id → when this screen first had it
export const touchedAt = signal(0); // any touch says that everybody has seen what is new
export const leaving = signal(new Map()); // ticket id → {ticket, until, mine, by, voided}
const aside = signal(new Set()); // ids of what is left over
const wanted = new Set(); // left over, but still to be cooked
export const caughtUp = signal(new Set()); // ids of what came in while this screen was cut off, until somebody touches it
export const holding = signal(false); // a finger is down: nothing may move
export const picking = signal(false); // a key has picked a ticket: nothing may move either
export const second = signal(Math.floor(serverNow() / 1000));
export const filter = signal(kept("zhuoma:filter", []));
effect(() => keep("zhuoma:filter", filter.value));
effect(() => keep("zhuoma:touches", touches.value));
effect(() => { if (touchedAt.value && caughtUp.peek().size) caughtUp.value = new Set(); });

/** Tickets as they are once every touch of this screen has been heard. */
export const shown = computed(() => {
  const result = new Map(tickets.value);
  for (const touch of touches.value) {
    for (const id of touch.ticket_ids || [touch.ticket_id]) {
      if (result.has(id)) result.set(id, apply(result.get(id), touch));
    }
  }
  return result;
});

export const byArrival = (a, b) => a.fired_at.localeCompare(b.fired_at) || a.order_number - b.order_number
  || a.id.localeCompare(b.id);
export const open = computed(() => [...shown.value.values()].filter(isOnBoard).sort(byArrival));
/** Ordered, but not called up yet: a later course. */
export const held = computed(() => [...shown.value.values()].filter(isHeld).sort(byArrival));

export const isHere = (ticket) => {
  const chosen = filter.value.filter((id) => stations.value.some((station) => station.id === id));
  return !chosen.length || !ticket.station_id || chosen.includes(ticket.station_id);
};

/** What stands on the board, strictly in order of arrival; a ticket that just left keeps its place as a gap. */
export const places = computed(() => {
  const gaps = [...leaving.value.values()].map((gap) => gap.ticket);
  const here = open.value.filter((ticket) => !leaving.value.has(ticket.id) && !aside.value.has(ticket.id));
  return [...here, ...gaps].filter(isHere).sort(byArrival);
});
/** 遗留: what stands aside, oldest first. */
export const leftOver = computed(() => open.value.filter((ticket) => aside.value.has(ticket.id)));

/** Shifts end with things unfinished: after 90 minutes they stand aside, until somebody puts them back or is done. */
export function setAside() {
  const late = open.value.filter((ticket) => !wanted.has(ticket.id) && ageAt(ticket, second.value) > LEFT_OVER);
  const ids = late.map((ticket) => ticket.id);
  if (ids.length !== aside.value.size || ids.some((id) => !aside.value.has(id))) aside.value = new Set(ids);
}

export function putBack(ticket) {
  wanted.add(ticket.id);
  setAside();
}

export const stationOf = (ticket) => stations.value.find((station) => station.id === ticket?.station_id);
export const pendingOf = (ticketId) => touches.value.filter((touch) => isAbout(touch, ticketId)).length;
const isAbout = (touch, ticketId) => touch.ticket_id === ticketId || Boolean(touch.ticket_ids?.includes(ticketId));
export const ageAt = (ticket, now) => Math.max(0, now - Math.floor(Date.parse(ticket.fired_at) / 1000));
export const isNew = (ticket) => (arrived.value.get(ticket.id) || 0) > touchedAt.value;

/** Whole tickets, of whichever is newer; what was not here yet has arrived. Returns those that arrived. */
export function put(list) {
  const next = new Map(tickets.value);
  const came = [];
  for (const ticket of list) {
    const known = next.get(ticket.id);
    if (known && known.seq > ticket.seq) continue;
    if (isOnBoard(ticket) && (!known || isHeld(known))) came.push(ticket);
    next.set(ticket.id, ticket);
  }
  batch(() => {
    tickets.value = next;
    if (came.length) welcome(came);
  });
  return came;
}

function welcome(came) {
  const next = new Map(arrived.value);
  for (const ticket of came) next.set(ticket.id, Date.now());
  arrived.value = next;
}

/** The whole truth of one station (and of what has no station): what it does not name is not open any more. */
export function putStation(stationId, list) {
  const named = new Set(list.map((ticket) => ticket.id));
  const next = new Map([...tickets.value].filter(([id, ticket]) => (
    named.has(id) || (ticket.station_id !== null && ticket.station_id !== stationId))));
  return batch(() => {
    tickets.value = next;
    return put(list);
  });
}

/** Returns what was not here before. */
export function putBoard(board) {
  return batch(() => {
    stations.value = board.stations;
    restaurant.value = board.restaurant;
    screen.value = board.screen;
    const before = tickets.value;
    const all = [...board.tickets, ...board.held];
    tickets.value = new Map(all.map((ticket) => [ticket.id, before.get(ticket.id) || ticket]));
    put(all);
    const came = board.tickets.filter((ticket) => !before.has(ticket.id) && isOnBoard(ticket));
    const young = came.filter((ticket) => fresh.value || serverNow() - Date.parse(ticket.fired_at) < NEW_FOR);
    if (young.length) welcome(young);
    fresh.value = true;
    return came;
  });
}

const made = new Map();
/** What this screen did last to a ticket, and may undo; an undone touch is nothing any more. */
export const noteTouch = (ticketId, touch) => (touch.do === "undo" ? made.delete(ticketId) : made.set(ticketId, touch));
export const lastTouch = (ticketId) => made.get(ticketId);

/** A screen runs for weeks: what left the board long ago is forgotten, and with it what was touched of it. */
export function forgetGone() {
  const gone = [...tickets.value.values()].filter((ticket) => !isOnBoard(ticket) && !isHeld(ticket)
    && serverNow() - Date.parse(ticket.bumped_at || ticket.fired_at) > REMEMBERED && !pendingOf(ticket.id));
  if (!gone.length) return;
  const next = new Map(tickets.value);
  const times = new Map(arrived.value);
  for (const { id } of gone) [next, times, made, wanted].forEach((each) => each.delete(id));
  batch(() => {
    tickets.value = next;
    arrived.value = times;
  });
}
