/** Times as people say them. The server's clock is the only clock: `skew` is how far this device's is off. */
import { signal } from "@preact/signals";

export const skew = signal(0);
const heard = [];

/** An answer only ever arrives late, so the largest of the last few differences is the truest. A leap is a new clock. */
export function hearClock(serverTime) {
  if (!serverTime) return;
  const difference = Date.parse(serverTime) - Date.now();
  if (Math.abs(difference - skew.value) > 10000) heard.length = 0;
  heard.push(difference);
  if (heard.length > 12) heard.shift();
  const best = Math.max(...heard);
  if (Math.abs(best - skew.value) > 200) skew.value = best;
}
export const serverNow = () => Date.now() + skew.value;

const formats = {};

/** "12:31", in the restaurant's zone where it is known. Making a format costs a hundred times what using it does. */
export function clockTime(at, { seconds = false, timeZone } = {}) {
  const key = `${seconds} ${timeZone}`;
  formats[key] = formats[key] || new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit", minute: "2-digit", ...(seconds ? { second: "2-digit" } : {}), ...(timeZone ? { timeZone } : {}),
  });
  return formats[key].format(new Date(at));
}

/** Seconds since `at`, never negative. */
export const ageOf = (at) => Math.max(0, Math.floor((serverNow() - Date.parse(at)) / 1000));
