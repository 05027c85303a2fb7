/** What a touch makes of a ticket: kitchen/tickets/states.py in the browser, so that an offline board is truthful. Pure. */
const MOVES = {
  start: [["queued"], "preparing"],
  bump: [["queued", "preparing"], "ready"],
  recall: [["ready"], "preparing"],
};

export const isOpen = (ticket) => ticket.status === "open" || ticket.status === "started";
export const isToDo = (line) => line.status === "queued" || line.status === "preparing";
/** Portions of a line that are still to be made. */
export const left = (line) => line.quantity - line.done;
export const waitsForEyes = (line) => line.status === "voided" && !line.cleared;
export const isOnBoard = (ticket) => !ticket.held && (isOpen(ticket) || ticket.void_waits);
export const isHeld = (ticket) => ticket.held && isOpen(ticket);

function statusOf(lines, present) {
  const live = lines.filter((line) => line.status !== "voided");
  if (!live.length) return "voided";
  if (live.every((line) => line.status === "ready")) return "bumped";
  return present !== "open" || live.some((line) => line.status !== "queued") ? "started" : "open";
}

const CHANGES = {
  rush: (ticket) => ({ ...ticket, rushed: true }),
  clear(ticket, touch) {
    const lines = ticket.lines.map((line) => (
      line.status === "voided" && (!touch.line_id || line.id === touch.line_id) ? { ...line, cleared: true } : line));
    return { ...ticket, lines, void_waits: lines.some(waitsForEyes) };
  },
  undo(ticket, { before, after }) {
    if (!before) return ticket;
    if (before.rushed !== undefined) return { ...ticket, rushed: before.rushed };
    const lines = ticket.lines.map((line) => (
      line.id in before.lines && line.status === after ? { ...line, status: before.lines[line.id] } : line));
    return { ...ticket, lines, status: statusOf(lines, before.status) };
  },
};

/** The ticket as it will be once the server has heard `touch`; what is illegal there changes nothing here. */
export function apply(ticket, touch) {
  if (CHANGES[touch.do]) return CHANGES[touch.do](ticket, touch);
  if (ticket.status === "voided" || (touch.do === "start" && ticket.status === "bumped")) return ticket;
  const [from, to] = MOVES[touch.do];
  const lines = ticket.lines.map((line) => (
    from.includes(line.status) && (!touch.line_id || line.id === touch.line_id) ? { ...line, status: to } : line));
  const status = statusOf(lines, touch.do === "start" ? "started" : ticket.status);
  const bumpedAt = status === "bumped" ? ticket.bumped_at || touch.at : null;
  return { ...ticket, lines, status, bumped_at: bumpedAt };
}

/** What `undo` needs to know about a touch: how the lines that it moves stand now, and where they go. */
export function memory(ticket, touch) {
  if (touch.do === "rush") return { before: { rushed: ticket.rushed } };
  const [from, to] = MOVES[touch.do] || [[]];
  const moving = ticket.lines.filter((l) => from.includes(l.status) && (!touch.line_id || l.id === touch.line_id));
  return { before: { status: ticket.status, lines: Object.fromEntries(moving.map((l) => [l.id, l.status])) }, after: to };
}
