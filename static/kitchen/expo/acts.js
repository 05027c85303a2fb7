/** What the expo does: serve a line or all that is ready, take back, call up the next course. */
import { shown } from "../store.js";
import { touch, undo } from "../touches.js";

const partsOf = (line) => line.parts.filter((part) => shown.value.get(part.ticket.id));

/** Every ready dish of the card; what is still being made stays. */
export function serveAll(card) {
  const ready = new Set(card.ready.flatMap((line) => line.parts.map((part) => part.ticket.id)));
  const whole = card.tickets.filter((ticket) => ready.has(ticket.id));
  for (const ticket of whole) {
    const parts = card.ready.filter((line) => line.parts.some((part) => part.ticket.id === ticket.id));
    const own = parts.map((line) => line.parts.find((part) => part.ticket.id === ticket.id).line);
    const lines = ticket.lines.filter((line) => line.status === "ready");
    if (lines.length === own.length) touch("serve", ticket);
    else own.forEach((line) => touch("serve", ticket, line));
  }
}

/** A tap on a dish: ready → served, served → back on the pass. */
export function tapLine(line) {
  const does = { ready: "serve", served: "unserve" }[line.status];
  if (!does) return false;
  for (const part of partsOf(line)) touch(does, part.ticket, part.line);
  return true;
}

export const bumpLine = (line) => partsOf(line).forEach((part) => touch("bump", part.ticket, part.line));
export const recallLine = (line) => partsOf(line).forEach((part) => touch("recall", part.ticket, part.line));
export const rushCard = (card) => card.unfinished.forEach((ticket) => touch("rush", ticket));
export const fireCourse = (course) => touch("fire", course.tickets[0]);

/** The whole card comes back as it was. */
export const takeBack = (card) => card.tickets.forEach((ticket) => undo(ticket));
