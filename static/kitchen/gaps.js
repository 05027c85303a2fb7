/** Gaps: what was bumped keeps its place for five seconds, then the board closes up once, when nobody is at it. */
import { effect } from "@preact/signals";
import { serverNow } from "../shared/time.js";
import {
  forgetGone, fresh, holding, leaving, open, pendingOf, picking, second, setAside, shown,
} from "./store.js";

const GAP = 5000; // a bumped ticket can be taken back for so long
const LONGEST_GAP = 12000; // even where somebody bumps all the time, the board closes up now and then

/** Who was on the board and is no more leaves a gap; who came back fills it again. */
let before = new Map();
effect(() => {
  const now = new Map(open.value.map((ticket) => [ticket.id, ticket]));
  const gaps = new Map(leaving.peek());
  const known = gaps.size;
  for (const [id, ticket] of before) {
    const present = shown.peek().get(id);
    if (!now.has(id) && !gaps.has(id) && present && fresh.peek()) {
      gaps.set(id, { ticket, until: Date.now() + GAP, mine: pendingOf(id) > 0, by: present.bumped_by, voided: present.status === "voided" });
    }
  }
  let returned = false;
  for (const id of now.keys()) returned = gaps.delete(id) || returned;
  if (gaps.size !== known || returned) leaving.value = gaps;
  before = now;
});

/** Once a second: the clock moves, and the board closes up once when nobody is at it. */
export function tick() {
  second.value = Math.floor(serverNow() / 1000);
  if (holding.value || picking.value) return;
  setAside();
  if (second.value % 600 === 0) forgetGone();
  if (leaving.value.size) closeUp();
}

function closeUp() {
  const now = Date.now();
  const gaps = [...leaving.value];
  const over = gaps.filter(([, gap]) => gap.until <= now);
  const waitedLong = gaps.some(([, gap]) => gap.until + LONGEST_GAP - GAP <= now);
  if (over.length === gaps.length) leaving.value = new Map();
  else if (waitedLong) leaving.value = new Map(gaps.filter(([, gap]) => gap.until > now));
}
