/** Where everything stands: calls and bills in columns of their own, what is ready beside them, page by page. */
import { computed, effect, signal } from "@preact/signals";
import { pack } from "../pack.js";
import { createTurning } from "../paging.js";
import { GAP, unit, view } from "../size.js";
import { billRows, callRows, cards } from "./state.js";
import { measure } from "./measure.js";

const NARROWEST = 300; // px of a column at the usual size
const ROW = 100; // units of a call's height
export const height = signal(0);
export const remeasure = signal(0);

/** How many columns there are, and how wide: one for calls and bills, two on a wide screen; the rest for dishes. */
export const grid = computed(() => {
  const room = view.value.width - 32;
  const columns = Math.max(2, Math.floor((room + GAP) / (NARROWEST * unit.value + GAP)));
  const asked = columns > 3 ? 2 : 1;
  return { columns, asked, width: (room - (columns - 1) * GAP) / columns };
});
export const rowHeight = computed(() => Math.round(ROW * unit.value));

/** `[[row, …], …]`: pages of calls, then of bills; beside each other where there is room for both. */
function pagesOf(rows, perPage) {
  const pages = [];
  for (let n = 0; n < rows.length; n += perPage) pages.push(rows.slice(n, n + perPage));
  return pages;
}

const TITLE = 44;
const fits = (room, titles) => Math.floor((room - titles * TITLE * unit.value + GAP) / (rowHeight.value + GAP));

/** Under each other, each has the room that the other leaves, and at least half. */
const shares = computed(() => {
  const alone = Math.max(1, fits(height.value, 1));
  if (grid.value.asked > 1) return { calls: alone, bills: alone };
  const all = Math.max(2, fits(height.value - GAP, 2));
  const half = Math.floor(all / 2);
  const bills = Math.min(billRows.value.length || 1, Math.max(half, all - callRows.value.length));
  return { calls: Math.max(1, all - bills), bills: Math.max(1, bills) };
});

const callPages = computed(() => pagesOf(callRows.value, shares.value.calls));
const billPages = computed(() => pagesOf(billRows.value, shares.value.bills));
const readyPages = computed(() => {
  if (height.value < 50 || remeasure.value < 0) return [];
  const { columns, asked, width } = grid.value;
  const items = measure(cards.value, width).map(({ thing, ...size }) => ({ ...size, id: thing.id }));
  return pack(items, { columns: columns - asked, height: height.value - TITLE * unit.value, gap: GAP });
});

/** Measuring draws, and nothing may be drawn while a component is: kept up to date outside of any. */
effect(() => { readyPages.value; });

export const pageCount = computed(() => (
  Math.max(1, callPages.value.length, billPages.value.length, readyPages.value.length)));
export const { pageNumber, turn } = createTurning(pageCount);
export const here = computed(() => ({
  calls: callPages.value[pageNumber.value] || [],
  bills: billPages.value[pageNumber.value] || [],
  ready: readyPages.value[pageNumber.value] || [],
}));
