/** One short sentence at the foot of the board, with a way back where there is one; and what is only told to screen readers. */
import { signal } from "@preact/signals";

export const toast = signal("");
export const wayBack = signal(null); // what undoes that of which the toast speaks
export const news = signal("");
const SHORT = 4000;
const UNDO = 5000;
let timer = 0;

/** `undo`: called where somebody takes it back within five seconds. */
export function say(text, undo = null) {
  toast.value = text;
  wayBack.value = undo;
  clearTimeout(timer);
  timer = setTimeout(hush, undo ? UNDO : SHORT);
}

export function hush() {
  toast.value = "";
  wayBack.value = null;
}
