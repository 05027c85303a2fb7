/** One short sentence at the foot of the board, for four seconds; and what is only told to those who hear the screen. */
import { signal } from "@preact/signals";

export const toast = signal("");
export const news = signal("");
let timer = 0;

export function say(text) {
  toast.value = text;
  clearTimeout(timer);
  timer = setTimeout(() => { toast.value = ""; }, 4000);
}
