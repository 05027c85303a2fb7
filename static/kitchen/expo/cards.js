/** The tickets of one order put together: its dishes over all stations, each as far as its slowest part. Pure. */
import { isOpen, isToDo, waitsForEyes } from "../steps.js";

const ORDER = ["held", "queued", "preparing", "ready", "served"];
const isOnPass = (ticket) => (
  ticket.held ? ticket.status !== "voided" : isOpen(ticket) || ticket.void_waits || Boolean(ticket.serve_waits));

const firedAt = (ticket) => ticket.fired_at || ticket.placed_at;
const earliest = (times) => times.filter(Boolean).sort()[0];
const latest = (times) => times.filter(Boolean).sort().pop();

/**
 * Tickets → cards in order of arrival; whatever has left the pass is not on any. `isTouched`: this screen has just done
 * something to the ticket that the server has not heard yet, so what its lines say counts.
 */
export function cardsOf(tickets, isTouched = () => false) {
  const present = [...tickets].filter((ticket) => isOnPass(ticket) || isTouched(ticket));
  return grouped(present).filter(isToCarry).sort(byArrival);
}

/** One card an order, wherever it is. */
export function grouped(tickets) {
  const orders = new Map();
  for (const ticket of tickets) {
    if (!orders.has(ticket.order_id)) orders.set(ticket.order_id, []);
    orders.get(ticket.order_id).push(ticket);
  }
  return [...orders].map(([id, parts]) => cardOf(id, parts));
}

const isToCarry = (card) => card.changed || card.lines.some((line) => !["served", "voided"].includes(line.status));

export const byArrival = (a, b) => (
  a.placed_at.localeCompare(b.placed_at) || a.order_number - b.order_number || a.id.localeCompare(b.id));

function cardOf(id, parts) {
  const tickets = [...parts].sort((a, b) => (a.course || 0) - (b.course || 0) || a.id.localeCompare(b.id));
  const lines = linesOf(tickets);
  const [first] = tickets;
  const live = lines.filter((line) => line.status !== "voided" && line.status !== "held");
  const missing = live.filter(isToDo);
  const ready = live.filter((line) => line.status === "ready");
  const unfinished = tickets.filter((ticket) => isOpen(ticket) && !ticket.held);
  return {
    id, tickets, lines, missing, ready,
    served: live.length - missing.length - ready.length,
    live: live.length,
    toGo: ready.length > 0 && missing.length === 0,
    since: latest(ready.map((line) => line.ready_at)) || firedAt(first),
    unfinished,
    held: heldOf(tickets),
    calls: tickets.flatMap((ticket) => ticket.calls.map((call) => ({ ...call, ticket }))),
    hurried: Math.max(...tickets.map((ticket) => ticket.hurried)),
    rushed: tickets.some((ticket) => ticket.rushed),
    changed: tickets.some((ticket) => ticket.void_waits),
    placed_at: earliest(tickets.map(firedAt)),
    table: first.table, moved_from: first.moved_from, moved_at: first.moved_at, order_number: first.order_number,
    round: first.round, covers: first.covers, note: first.note, allergy_note: first.allergy_note,
    visit_id: first.visit_id,
  };
}

/** One line a dish, whichever stations make it: `{id, status, parts: [{ticket, line}], station_ids, …}`. */
function linesOf(tickets) {
  const lines = new Map();
  for (const ticket of tickets) {
    for (const line of ticket.lines) {
      if (!lines.has(line.order_line_id)) lines.set(line.order_line_id, []);
      lines.get(line.order_line_id).push({ ticket, line });
    }
  }
  return [...lines].map(([id, parts]) => lineOf(id, parts));
}

function lineOf(id, parts) {
  const [{ ticket, line }] = parts;
  const states = parts.filter((part) => part.line.status !== "voided")
    .map((part) => (part.ticket.held ? "held" : part.line.status));
  const status = states.length ? ORDER[Math.min(...states.map((state) => ORDER.indexOf(state)))] : "voided";
  return {
    ...line, id, status, parts,
    station_ids: parts.map((part) => part.ticket.station_id),
    course: ticket.course || 0,
    ready_at: latest(parts.map((part) => part.line.ready_at)),
    cleared: parts.every((part) => !waitsForEyes(part.line)),
  };
}

/** Courses that wait to be called up, the next one first: `[{course, tickets}]`. */
function heldOf(tickets) {
  const courses = new Map();
  for (const ticket of tickets.filter((each) => each.held)) {
    courses.set(ticket.course, [...(courses.get(ticket.course) || []), ticket]);
  }
  return [...courses].map(([course, list]) => ({ course, tickets: list })).sort((a, b) => a.course - b.course);
}

/** How late a card is: as late as the unfinished ticket that is furthest beyond its own station's target. */
export function slowest(card, ageOf) {
  const part = (ticket) => ageOf(ticket) / ticket.target_seconds;
  return card.unfinished.reduce((worst, ticket) => (!worst || part(ticket) > part(worst) ? ticket : worst), null);
}

/** Complete cards first, each group in order of arrival. */
export const inOrder = (cards) => [...cards.filter((card) => card.toGo), ...cards.filter((card) => !card.toGo)];
