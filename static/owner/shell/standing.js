/** Alarms that stand, as the day tells them, and which of them a person at this device has said that he knows. */
import { computed, signal } from "@preact/signals";
import { day } from "./following.js";

export const standing = computed(() => day.value?.alarms || []);
export const known = signal(new Set());
export const unknown = computed(() => standing.value.filter((alarm) => !known.value.has(alarm.id)));

export function know(alarms) {
  known.value = new Set([...known.value, ...alarms.map((alarm) => alarm.id)]);
}
