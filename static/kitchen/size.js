/** How large things must be: from the screen's size and the distance to it, in real millimetres where they are known. */
import { computed, effect, signal } from "@preact/signals";
import { prefs } from "./prefs.js";
import { screen as device } from "./store.js";

export const DISTANCES = { near: 0.8, middle: 1.2, far: 2 }; // metres
export const SCREENS = { tablet: 5.2, monitor: 3.8, tv: 2.72 }; // CSS pixels a millimetre
export const CARD_MM = 85.6;
const DISH = 28; // px of a dish's name that every other size is drawn for
const GLANCE = 20 / 60 / 180 * Math.PI; // 20 arc-minutes: what is read at a glance (FAA, ISO 9241-303)
const FACE = 0.92; // a Han character fills so much of its em
const [SMALLEST, LARGEST] = [24, 72];
const LEAST_ROWS = 12; // a column in which fewer dishes could stand is no board
const FRAME = 140; // px of head and foot
const NARROWEST = 278; // px of a column at dish size 28
const PANEL = 268;
export const GAP = 12;

export const view = signal({ width: innerWidth, height: innerHeight });
addEventListener("resize", () => { view.value = { width: innerWidth, height: innerHeight }; });

/** As this screen was told here, else as its owner said when it was taken in. */
const chosen = computed(() => {
  const { distance = "", screen = "" } = device.value?.layout || {};
  return { ...prefs.value, distance: prefs.value.distance || distance, screen: prefs.value.screen || screen };
});

/** The dish's size in CSS pixels. */
export const dishSize = computed(() => {
  const { distance, screen, pxPerMm } = chosen.value;
  const { width, height } = view.value;
  const density = pxPerMm || SCREENS[screen];
  if (!distance && !density) return width >= 1700 ? 34 : width >= 700 ? DISH : SMALLEST;
  const metres = DISTANCES[distance] || (width >= 1700 ? DISTANCES.far : DISTANCES.near);
  const wanted = 2 * metres * 1000 * Math.tan(GLANCE / 2) * (density || SCREENS[width >= 1700 ? "tv" : "tablet"]) / FACE;
  return Math.round(Math.max(SMALLEST, Math.min(LARGEST, wanted, (height - FRAME) / LEAST_ROWS)));
});
export const unit = computed(() => dishSize.value / DISH);
effect(() => document.documentElement.style.setProperty("--u", `${unit.value}px`));

export const isNarrow = computed(() => view.value.width < 900 * Math.min(1, unit.value) || view.value.width < 700);
export const panelWidth = computed(() => Math.round(Math.min(PANEL * Math.max(1, unit.value), view.value.width * 0.32)));

/** How many columns go beside what else is open, and how wide each is. */
export function columnsFor(hasPanel) {
  const edge = view.value.width < 700 ? 10 : 16;
  const room = view.value.width - 2 * edge - (hasPanel && !isNarrow.value ? panelWidth.value + GAP : 0);
  const columns = Math.max(1, Math.floor((room + GAP) / (NARROWEST * unit.value + GAP)));
  return { columns, width: (room - (columns - 1) * GAP) / columns };
}

/** Table names are never cut: the size steps down until they fit, and the smallest may take several lines. */
const STEPS = [44, 38, 33, 28, 24];
export function tableSize(label, columnWidth) {
  const room = columnWidth / unit.value - 30 - 24 - 16 - 116; // padding, slot, gaps, timer
  const ems = [...label].reduce((total, sign) => total + (/[\u2e80-\uffef]/.test(sign) ? 1.02 : sign === " " ? 0.32 : 0.68), 0);
  const size = STEPS.find((step) => ems * step <= room);
  return { size: size || STEPS[STEPS.length - 1], wraps: !size };
}
