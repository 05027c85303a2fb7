/** One tone when a ticket turns late; the expo screen, whose business that is, is told of very late ones every 3 minutes. */
import { computed, effect } from "@preact/signals";
import { cueOf, isVeryLate } from "./cues.js";
import { chime } from "./sound.js";
import { isOpen } from "./steps.js";
import { ageAt, isExpo, isHere, open, second } from "./store.js";

const EVERY = 180; // seconds

const here = computed(() => open.value.filter((ticket) => isOpen(ticket) && isHere(ticket)));
const ageOf = (ticket) => ageAt(ticket, second.value);
const late = computed(() => here.value.filter((ticket) => cueOf(ageOf(ticket), ticket.target_seconds, false) === "late")
  .map((ticket) => ticket.id).join(" "));

let before = null; // what is late when the screen begins turned late before
effect(() => {
  const now = late.value.split(" ").filter(Boolean);
  if (before && now.some((id) => !before.has(id))) chime("late");
  before = new Set(now);
});
effect(() => {
  if (!isExpo.value || second.value % EVERY) return;
  if (here.peek().some((ticket) => isVeryLate(ageOf(ticket), ticket.target_seconds))) chime("very");
});
