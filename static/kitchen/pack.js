/** Tickets flow down columns; what does not fit goes on in the next with "续". Nothing is clipped. Pure. */
const HEAD = 84;
const META = 34;
const ALLERGY = 56;
const LINE = 56;
const SMALL = 30;
const GAP = 18;

const height = (line) => LINE + (line.modifiers.length || line.note || line.reason ? SMALL : 0) + (line.name.length > 9 ? 34 : 0);

/** pages of columns of parts: `{ticket, slot, lines, from, more, bumped}` */
export function pack(tickets, gone, columns, room) {
  const filled = [[]];
  let used = 0;
  const next = () => { filled.push([]); used = 0; };
  tickets.forEach((ticket, slot) => {
    if (gone.has(ticket.id)) {
      if (used + HEAD > room) next();
      filled[filled.length - 1].push({ ticket, slot, bumped: true, from: "gone" });
      used += HEAD + GAP;
      return;
    }
    let from = 0;
    do {
      const head = HEAD + (from ? 0 : META + (ticket.allergy_note ? ALLERGY : 0));
      if (used && used + head + height(ticket.lines[from]) > room) next();
      let tall = head;
      let to = from;
      while (to < ticket.lines.length && (to === from || used + tall + height(ticket.lines[to]) <= room)) { tall += height(ticket.lines[to]); to += 1; }
      filled[filled.length - 1].push({ ticket, slot, lines: ticket.lines.slice(from, to), from, more: from > 0 });
      used += tall + GAP;
      from = to;
    } while (from < ticket.lines.length);
  });
  const pages = [];
  for (let n = 0; n < filled.length; n += columns) pages.push(filled.slice(n, n + columns));
  return pages;
}
