/** Time passes: a signal that moves every few seconds, for whatever depends on the clock. */
import { signal } from "@preact/signals";

export const minute = signal(0);
setInterval(() => { minute.value += 1; }, 5000);
