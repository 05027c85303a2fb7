/** The board's state: tickets by id from snapshot and frames, with this screen's own touches laid over them. */
import { batch, computed, effect, signal } from "@preact/signals";
import { serverNow } from "../shared/time.js";
import { keep, kept } from "./prefs.js";
import { apply, isOnBoard } from "./steps.js";

const BOARD = "zhuoma:board:2"; // with the shape of the tickets that it keeps
const GAP = 5000; // a bumped ticket can be taken back for so long
const NEW_FOR = 60000;
const LONGEST_GAP = 12000; // even where somebody bumps all the time, the board closes up now and then

export const tickets = signal(new Map());
export const touches = signal(kept("zhuoma:touches", []));
export const stations = signal([]);
export const restaurant = signal(null);
export const screen = signal(null);
export const fresh = signal(false); // false: what is shown is the last known board, not the present one
export const arrived = signal(new Map()); // ticket id → when this screen first had it
export const touchedAt = signal(0); // any touch says that everybody has seen what is new
export const leaving = signal(new Map()); // ticket id → {ticket, until, mine}
export const holding = signal(false); // a finger is down: nothing may move
export const picking = signal(false); // a key has picked a ticket: nothing may move either
export const second = signal(Math.floor(serverNow() / 1000));
export const filter = signal(kept("zhuoma:filter", []));
effect(() => keep("zhuoma:filter", filter.value));
effect(() => keep("zhuoma:touches", touches.value));

/** Tickets as they are once every touch of this screen has been heard. */
export const shown = computed(() => {
  const result = new Map(tickets.value);
  for (const touch of touches.value) {
    const ticket = result.get(touch.ticket_id);
    if (ticket) result.set(ticket.id, apply(ticket, touch));
  }
  return result;
});

const byArrival = (a, b) => a.fired_at.localeCompare(b.fired_at) || a.order_number - b.order_number
  || a.id.localeCompare(b.id);
export const open = computed(() => [...shown.value.values()].filter(isOnBoard).sort(byArrival));

export const isHere = (ticket) => {
  const chosen = filter.value.filter((id) => stations.value.some((station) => station.id === id));
  return !chosen.length || !ticket.station_id || chosen.includes(ticket.station_id);
};

/** What stands on the board, strictly in order of arrival; a ticket that just left keeps its place as a gap. */
export const places = computed(() => {
  const gaps = [...leaving.value.values()].map((gap) => gap.ticket);
  const here = open.value.filter((ticket) => !leaving.value.has(ticket.id));
  return [...here, ...gaps].filter(isHere).sort(byArrival);
});

export const pendingOf = (ticketId) => touches.value.filter((touch) => touch.ticket_id === ticketId).length;
export const ageAt = (ticket, now) => Math.max(0, now - Math.floor(Date.parse(ticket.fired_at) / 1000));
export const isNew = (ticket) => (arrived.value.get(ticket.id) || 0) > touchedAt.value;

/** Whole tickets, of whichever is newer; what was not here yet has arrived. Returns those that arrived. */
export function put(list) {
  const next = new Map(tickets.value);
  const came = [];
  for (const ticket of list) {
    const known = next.get(ticket.id);
    if (known && known.seq > ticket.seq) continue;
    if (!known && isOnBoard(ticket)) came.push(ticket);
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

export function putBoard(board) {
  batch(() => {
    stations.value = board.stations;
    restaurant.value = board.restaurant;
    screen.value = board.screen;
    const before = tickets.value;
    tickets.value = new Map(board.tickets.map((ticket) => [ticket.id, before.get(ticket.id) || ticket]));
    put(board.tickets);
    const came = board.tickets.filter((ticket) => !before.has(ticket.id) && isOnBoard(ticket));
    const young = came.filter((ticket) => fresh.value || serverNow() - Date.parse(ticket.fired_at) < NEW_FOR);
    if (young.length) welcome(young);
    fresh.value = true;
  });
}

let keeping = 0;

/** The last drawn board with the numbers at which it stood, in one write; at most four times a second. */
export function keepBoard(streams) {
  clearTimeout(keeping);
  keeping = setTimeout(() => keep(BOARD, {
    streams,
    at: serverNow(),
    stations: stations.value,
    restaurant: restaurant.value,
    screen: screen.value,
    tickets: [...tickets.value.values()].filter(isOnBoard),
  }), 250);
}

export function recallBoard() {
  const board = kept(BOARD, null);
  if (!board) return null;
  stations.value = board.stations;
  restaurant.value = board.restaurant;
  screen.value = board.screen;
  tickets.value = new Map(board.tickets.map((ticket) => [ticket.id, ticket]));
  return board;
}

export function forgetBoard() {
  clearTimeout(keeping);
  localStorage.removeItem(BOARD);
  batch(() => {
    tickets.value = new Map();
    touches.value = [];
    leaving.value = new Map();
    stations.value = [];
    screen.value = null;
    fresh.value = false;
  });
}

/** Who was on the board and is no more leaves a gap; who came back fills it again. */
let before = new Map();
effect(() => {
  const now = new Map(open.value.map((ticket) => [ticket.id, ticket]));
  const gaps = new Map(leaving.peek());
  const known = gaps.size;
  for (const [id, ticket] of before) {
    const present = shown.peek().get(id);
    if (!now.has(id) && !gaps.has(id) && present && fresh.peek()) {
      gaps.set(id, { ticket, until: Date.now() + GAP, mine: lastTouch(id), voided: present.status === "voided" });
    }
  }
  let returned = false;
  for (const id of now.keys()) returned = gaps.delete(id) || returned;
  if (gaps.size !== known || returned) leaving.value = gaps;
  before = now;
});

const made = new Map();
export const noteTouch = (touch) => made.set(touch.ticket_id, touch);
export const lastTouch = (ticketId) => made.get(ticketId);

/** Once a second: the clock moves, and the board closes up once when nobody is at it. */
export function tick() {
  second.value = Math.floor(serverNow() / 1000);
  if (!leaving.value.size || holding.value || picking.value) return;
  const now = Date.now();
  const gaps = [...leaving.value];
  const over = gaps.filter(([, gap]) => gap.until <= now);
  const waitedLong = gaps.some(([, gap]) => gap.until + LONGEST_GAP - GAP <= now);
  if (over.length === gaps.length) leaving.value = new Map();
  else if (waitedLong) leaving.value = new Map(gaps.filter(([, gap]) => gap.until > now));
}
