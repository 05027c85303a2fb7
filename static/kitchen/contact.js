/** How long nothing was heard of the server, and what the screen says about it. */
import { computed, effect, signal } from "@preact/signals";
import { skew } from "../shared/time.js";
import { keep, kept } from "./prefs.js";
import { second } from "./store.js";

const BANNER = 10; // seconds without a word until the screen says so across its width
const BACK_FOR = 6000;
const HEARD = "zhuoma:heard";
const begun = Date.now();
/** When this device last heard anything before it was started again; counts once nobody answers now. */
const before = kept(HEARD, 0);

export const line = signal(null); // what connectLive gave
export const tries = signal(0); // questions for the first board that nobody answered
export const back = signal(null); // {at, came}: contact came back, so many tickets with it

export const lastContact = computed(() => {
  if (line.value) return line.value.lastContact.value;
  return tries.value ? before : 0;
});
/** Whole seconds since anything was heard; `second` moves it on. */
export const silence = computed(() => {
  const ticking = second.value; // read, so that this is computed again every second
  return ticking && Math.max(0, Math.floor((Date.now() - (lastContact.value || begun)) / 1000));
});
export const isStale = computed(() => silence.value >= BANNER);
effect(() => { if (second.value % 10 === 0 && line.value) keep(HEARD, lastContact.peek()); });

export const attempts = computed(() => tries.value + (line.value ? line.value.tries.value : 0));
export const clockIsOff = computed(() => Math.round(Math.abs(skew.value) / 60000));

/** Told by stale.js when the first word came after a long silence. */
export function noteReturn() {
  const mine = { at: Date.now(), came: 0 };
  back.value = mine;
  setTimeout(() => { if (back.value?.at === mine.at) back.value = null; }, BACK_FOR);
}

/** So many tickets came in with the first answers. */
export function noteCaughtUp(count) {
  if (back.value) back.value = { ...back.value, came: back.value.came + count };
}
