/** Alarms that stand, as the day tells them, and which of them a person at this device has said that he knows. */
import { computed, signal } from "@preact/signals";
import { day } from "./following.js";

/** Before any screen was ever there, and while nothing waits unheard, the amber word about screens says it all. */
export const standing = computed(() => {
  const alarms = day.value?.alarms || [];
  return alarms.length && neverOne() && alarms.every(wasHeard) ? [] : alarms;
});
const neverOne = () => day.value.screens.every((screen) => !screen.last_seen_at);
const wasHeard = ({ code, tickets }) => code === "no_live_screen" && tickets.every((ticket) => ticket.heard);

export const known = signal(new Set());
export const unknown = computed(() => standing.value.filter((alarm) => !known.value.has(alarm.id)));

export function know(alarms) {
  known.value = new Set([...known.value, ...alarms.map((alarm) => alarm.id)]);
}
