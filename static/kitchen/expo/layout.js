/** Where every card stands: measured, packed into columns, split into pages; nothing is clipped. */
import { computed, effect, signal } from "@preact/signals";
import { pack } from "../pack.js";
import { createTurning } from "../paging.js";
import { GAP, columnsFor } from "../size.js";
import { measure } from "./measure.js";
import { gone, places } from "./state.js";

export const height = signal(0); // px between header and footer, as measured
export const remeasure = signal(0);
const grid = computed(() => columnsFor(false));
export const columnWidth = computed(() => grid.value.width);

export const pages = computed(() => {
  if (height.value < 50 || remeasure.value < 0) return [];
  const { columns, width } = grid.value;
  const items = measure(places.value, width).map(({ thing, ...size }) => (
    { ...size, id: thing.id, gone: gone.value.has(thing.id) }));
  return pack(items, { columns, height: height.value, gap: GAP });
});

/** Measuring draws, and nothing may be drawn while a component is: kept up to date outside of any. */
effect(() => { pages.value; });

export const { pageNumber, turn } = createTurning(computed(() => pages.value.length));
export const present = computed(() => pages.value[pageNumber.value] || []);
/** slot → order id on the page that is shown. */
export const slots = computed(() => new Map(present.value.flat().map((part) => [part.slot, part.id])));
