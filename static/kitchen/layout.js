/** Where every ticket stands: measured, packed, split into pages. Recomputed only when something really changed. */
import { computed, effect, signal } from "@preact/signals";
import { measure } from "./measure.js";
import { pack } from "./pack.js";
import { createTurning } from "./paging.js";
import { panel } from "./panels.js";
import { GAP, columnsFor } from "./size.js";
import { leaving, places } from "./store.js";

export const boardHeight = signal(0); // px between header and footer, as measured
export const remeasure = signal(0);

const grid = computed(() => columnsFor(panel.value !== ""));
export const columnWidth = computed(() => grid.value.width);

export const pages = computed(() => {
  if (boardHeight.value < 50 || remeasure.value < 0) return [];
  const { columns, width } = grid.value;
  const items = measure(places.value, width).map(({ thing, ...size }) => (
    { ...size, id: thing.id, gone: leaving.value.has(thing.id) }));
  return pack(items, { columns, height: boardHeight.value, gap: GAP });
});

/** Measuring draws, and nothing may be drawn while a component is: kept up to date outside of any. */
effect(() => { pages.value; });

const turning = createTurning(computed(() => pages.value.length));
export const { pageNumber, turn } = turning;
export const present = computed(() => pages.value[pageNumber.value] || []);
/** slot → ticket id on the page that is shown. */
export const slots = computed(() => new Map(present.value.flat().map((part) => [part.slot, part.id])));

/** Shows the page on which the ticket begins. */
export function showTicket(id) {
  const found = pages.value.findIndex((columns) => columns.flat().some((part) => part.id === id));
  if (found >= 0) turning.show(found);
}
