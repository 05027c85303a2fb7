/**
 * Tickets flow down columns and on to the next; one that does not fit goes on there under "续". Pure.
 * Heights are measured elsewhere, so nothing here is guessed and nothing is ever clipped.
 */

/**
 * `items`: `[{id, head, frame, blocks: [{height, line}], gone}]` in order; `lead` blocks (meta, allergy …) have no line.
 * → pages of columns of parts `{id, slot, from, to, height, continued, continues, gone}`; `from`/`to` index blocks.
 */
export function pack(items, { columns, height, gap }) {
  const flow = new Flow(height, gap);
  for (const item of items) place(flow, item);
  const pages = [];
  for (let n = 0; n < flow.columns.length; n += columns) pages.push(flow.columns.slice(n, n + columns));
  return number(pages);
}

const WORTH_TEARING = 3;

class Flow {
  constructor(height, gap) {
    this.height = height;
    this.gap = gap;
    this.columns = [[]];
    this.used = 0;
  }

  get left() {
    return this.height - this.used - (this.used ? this.gap : 0);
  }

  next() {
    if (!this.used) return;
    this.columns.push([]);
    this.used = 0;
  }

  add(part) {
    this.used += (this.used ? this.gap : 0) + part.height;
    this.columns[this.columns.length - 1].push(part);
  }
}

function place(flow, item) {
  const { blocks, head, frame } = item;
  const whole = head + frame + sum(blocks);
  const lead = leadOf(flow, item);
  const least = (from) => (from === 0 ? sum(blocks.slice(0, lead + 1)) : blocks[from].height);
  let from = 0;
  while (from < blocks.length) {
    const rest = head + frame + sum(blocks.slice(from));
    if (rest > flow.left && (head + frame + least(from) > flow.left || isMeagre(flow, item, from, whole))) flow.next();
    let to = from;
    let tall = head + frame;
    while (to < blocks.length && (to === from || to <= lead || tall + blocks[to].height <= flow.left)) {
      tall += blocks[to].height;
      to += 1;
    }
    flow.add({
      id: item.id, from, to, height: tall, continued: from > 0, continues: to < blocks.length, gone: item.gone,
    });
    from = to;
  }
}

/** What says whose ticket it is stays with its first line, unless a whole column could not hold them. → its last block. */
function leadOf(flow, { blocks, head, frame }) {
  const first = blocks.findIndex((block) => block.line);
  return head + frame + sum(blocks.slice(0, first + 1)) <= flow.height ? first : 0;
}

/** A ticket that fits whole into an empty column is not torn for one or two of its lines. */
function isMeagre(flow, { blocks, head, frame }, from, whole) {
  if (from > 0 || whole > flow.height) return false;
  let tall = head + frame;
  let lines = 0;
  for (const block of blocks) {
    tall += block.height;
    if (tall > flow.left) break;
    if (block.line) lines += 1;
  }
  return lines < WORTH_TEARING;
}

/** Slots count tickets on their page, from 1: what a digit key picks. */
function number(pages) {
  return pages.map((columns) => {
    const slots = new Map();
    return columns.map((parts) => parts.map((part) => {
      if (!slots.has(part.id)) slots.set(part.id, slots.size + 1);
      return { ...part, slot: slots.get(part.id) };
    }));
  });
}

const sum = (blocks) => blocks.reduce((total, block) => total + block.height, 0);
