/** A screen that does not sleep, and fills its glass: both only after a tap, and both may be taken away again. */
import { signal } from "@preact/signals";
import { wakeSound } from "./sound.js";

export const isAwake = signal(false);
let wanted = false;

export async function holdAwake() {
  if (!wanted || !navigator.wakeLock || document.visibilityState !== "visible") return;
  try {
    const lock = await navigator.wakeLock.request("screen");
    isAwake.value = true;
    lock.addEventListener("release", () => { isAwake.value = false; });
  } catch (error) {
    isAwake.value = false; // low battery, or not https: the header says so
  }
}

addEventListener("visibilitychange", holdAwake);

export async function toggleFull() {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen?.({ navigationUI: "hide" });
  } catch (error) {
    console.info("no full screen here:", error.name);
  }
}

/** 开始接单: the one tap that sound, the wake lock and full screen need. */
export function startShift() {
  wakeSound();
  wanted = true;
  navigator.storage?.persist?.(); // what this screen keeps is not for the browser to throw away
  holdAwake();
  if (!document.fullscreenElement && matchMedia("(min-width: 700px)").matches) toggleFull();
}
