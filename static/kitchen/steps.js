/** What a touch makes of a ticket: kitchen/tickets/states.py in the browser, so that an offline board is truthful. Pure. */
const MOVES = {
  start: [["queued"], "preparing"],
  bump: [["queued", "preparing"], "ready"],
  recall: [["ready", "served"], "preparing"],
  serve: [["ready"], "served"],
  unserve: [["served"], "ready"],
};

const isAlive = (ticket) => ticket.status === "open" || ticket.status === "started";
export const isHeld = (ticket) => ticket.held && isAlive(ticket);
export const isOpen = (ticket) => !ticket.held && isAlive(ticket);
/** Portions of a line that are still to be made. */
export const left = (line) => line.quantity - line.done;
const isDone = (line) => line.status === "ready" || line.status === "served";
export const isToDo = (line) => line.status === "queued" || line.status === "preparing";
/** `[{ticket, line}]` that are still to be made; what several stations finish together counts once. */
export function worksOf(tickets) {
  const counted = new Set();
  const works = [];
  for (const ticket of tickets) {
    for (const line of ticket.lines.filter((each) => isToDo(each) && !counted.has(each.order_line_id))) {
      if (line.together) counted.add(line.order_line_id);
      works.push({ ticket, line });
    }
  }
  return works;
}

export const waitsForEyes = (line) => line.status === "voided" && !line.cleared;
export const isOnBoard = (ticket) => isOpen(ticket) || (ticket.void_waits && !ticket.held);

function statusOf(lines, present) {
  const live = lines.filter((line) => line.status !== "voided");
  if (!live.length) return "voided";
  if (live.every(isDone)) return "bumped";
  return present !== "open" || live.some((line) => line.status !== "queued") ? "started" : "open";
}

/** The ticket with each line that `change` changes; it follows its lines. `present`: whether somebody has started. */
function withLines(ticket, at, present, change) {
  const lines = ticket.lines.map((line) => ({ ...line, ...change(line) }));
  const status = statusOf(lines, present);
  return { ...ticket, lines, status, bumped_at: status === "bumped" ? ticket.bumped_at || at : null };
}

/** `elsewhere`: `{ticket id: line ids}` of the same dishes at other stations, where they are done together. */
function isMeant(ticket, line, touch) {
  const also = touch.elsewhere?.[ticket.id];
  return also ? also.includes(line.id) : !touch.line_id || line.id === touch.line_id;
}

const CHANGES = {
  rush: (ticket) => (isAlive(ticket) ? { ...ticket, rushed: true } : ticket),
  fire: (ticket, touch) => (ticket.held ? { ...ticket, held: false, fired_at: touch.at } : ticket),
  clear(ticket, touch) {
    const lines = ticket.lines.map((line) => (
      line.status === "voided" && isMeant(ticket, line, touch) ? { ...line, cleared: true } : line));
    return { ...ticket, lines, void_waits: lines.some(waitsForEyes) };
  },
  /** `shares`: `{ticket id: {line id: portions}}`; what is left of a line decides whether it is ready. */
  portions(ticket, { shares, at }) {
    return withLines(ticket, at, ticket.status, (line) => {
      const n = isToDo(line) ? Math.min(left(line), shares[ticket.id]?.[line.id] || 0) : 0;
      const done = line.quantity - left(line) + n;
      return n ? { done, status: done === line.quantity ? "ready" : "preparing" } : {};
    });
  },
  /** `past`: `{ticket id: memory}`. Whatever another screen has moved on since stays as it is. */
  undo(ticket, { past, at }) {
    const { before, after } = past?.[ticket.id] || {};
    if (before?.rushed !== undefined) return { ...ticket, rushed: before.rushed };
    if (!before) return ticket;
    const present = ticket.status === after.status ? before.status : ticket.status;
    const stands = (line, { status, done }) => line.status === status && line.done === done;
    return withLines(ticket, at, present, (line) => (
      line.id in before.lines && stands(line, after.lines[line.id]) ? before.lines[line.id] : {}));
  },
};

const TOGETHER = ["bump", "recall", "serve", "unserve"];

/** Parts of the dishes that `touch` moves on `ticket` which other tickets hold: what `elsewhere` is. */
export function partsElsewhere(ticket, touch, tickets) {
  if (!TOGETHER.includes(touch.do)) return {};
  const then = apply(ticket, touch);
  const dishes = ticket.lines.filter((line, n) => line.together && line.status !== then.lines[n].status)
    .map((line) => line.order_line_id);
  const found = tickets.filter((other) => dishes.length && other.id !== ticket.id && !other.held)
    .map((other) => [other.id, other.lines.filter((line) => dishes.includes(line.order_line_id)).map((line) => line.id)]);
  return Object.fromEntries(found.filter(([, ids]) => ids.length));
}

const doneAfter = { bump: (line) => line.quantity, recall: () => 0 };

/** The ticket as it will be once the server has heard `touch`; what is illegal there changes nothing here. */
export function apply(ticket, touch) {
  if (CHANGES[touch.do]) return CHANGES[touch.do](ticket, touch);
  if (ticket.status === "voided" || (touch.do === "start" && ticket.status === "bumped")) return ticket;
  const [from, to] = MOVES[touch.do];
  return withLines(ticket, touch.at, touch.do === "start" ? "started" : ticket.status, (line) => (
    from.includes(line.status) && isMeant(ticket, line, touch) ? { status: to, done: doneAfter[touch.do] ? doneAfter[touch.do](line) : line.done } : {}));
}

/** What `undo` needs to know about a touch: how what it moves stands now, and where it goes. Null: it cannot be undone. */
export function memory(ticket, touch) {
  if (touch.do === "rush") return { before: { rushed: ticket.rushed } };
  if (!MOVES[touch.do] && touch.do !== "portions") return null;
  const then = apply(ticket, touch);
  const moved = ticket.lines.map((line, n) => [line, then.lines[n]])
    .filter(([line, goes]) => line.status !== goes.status || line.done !== goes.done);
  const standing = (side) => Object.fromEntries(moved.map((pair) => [pair[side].id, placeOf(pair[side])]));
  return { before: { status: ticket.status, lines: standing(0) }, after: { status: then.status, lines: standing(1) } };
}

const placeOf = ({ status, done }) => ({ status, done });

/** Portions given out, oldest first: `{ticket id: {line id: portions}}`. */
export function share(portions, wanted) {
  const shares = {};
  let rest = wanted;
  for (const { ticket, line } of portions) {
    const n = Math.min(rest, left(line));
    if (n <= 0) break;
    shares[ticket.id] = { ...shares[ticket.id], [line.id]: n };
    rest -= n;
  }
  return shares;
}
