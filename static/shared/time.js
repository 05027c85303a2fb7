/** Times as people say them. The server's clock is the only clock: `skew` is how far this device's is off. */
import { signal } from "@preact/signals";

export const skew = signal(0);
export const hearClock = (serverTime) => { if (serverTime) skew.value = Date.parse(serverTime) - Date.now(); };
export const serverNow = () => Date.now() + skew.value;

/** "12:31", in the restaurant's zone where it is known. */
export function clockTime(at, { seconds = false, timeZone } = {}) {
  return new Date(at).toLocaleTimeString("en-GB", {
    hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}), ...(timeZone ? { timeZone } : {}),
  });
}

/** Seconds since `at`, never negative. */
export const ageOf = (at) => Math.max(0, Math.floor((serverNow() - Date.parse(at)) / 1000));
