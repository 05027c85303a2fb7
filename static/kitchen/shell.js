/** This screen's own copy of itself (worker.js): kept for starts without a network, renewed when the server has a newer one. */
import { effect, signal } from "@preact/signals";
import { isStale } from "./contact.js";
import { open, second, touchedAt, touches } from "./store.js";

const HOUR = 3600 * 1000;
const AT_REST = 3 * HOUR; // a reload takes the sound until the next tap: never in a lull, only when the kitchen sleeps

/** A newer program stands ready; it begins with the next start of this page. */
export const outdated = signal(false);
let registration = null;
let asked = Date.now();

/** Only where the page is served safely (https or this very machine): elsewhere browsers keep nothing. */
export async function keepShell() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  const hadOne = Boolean(workers.controller);
  workers.addEventListener("controllerchange", () => { outdated.value = hadOne || outdated.value; });
  try {
    registration = await workers.register("/kitchen/worker.js", { scope: "/kitchen" });
  } catch (error) {
    console.info("this screen cannot be kept for starts without a network:", error.message);
  }
}

async function askForNewer() {
  asked = Date.now();
  try {
    await registration.update();
  } catch (error) {
    console.info("a newer program is asked for later:", error.message);
  }
}

effect(() => { if (second.value && registration && !isStale.peek() && Date.now() - asked > HOUR) askForNewer(); });

const begun = Date.now();
effect(() => {
  if (!outdated.value || !second.value || open.value.length || touches.value.length || isStale.peek()) return;
  if (Date.now() - Math.max(begun, touchedAt.peek()) > AT_REST) location.reload();
});
