/** What belongs to this screen alone: size, distance, language of dish names, sound, keys. Kept on the device. */
import { computed, effect, signal } from "@preact/signals";

const KEPT = "zhuoma:kitchen";

export function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch (error) {
    return otherwise;
  }
}

/** A full store must not stop the board: what cannot be kept is not there after a restart, and the head says so. */
const refused = signal(new Set()); // names of what could not be kept
export const keepsNothing = computed(() => refused.value.size > 0);

function note(name, isRefused) {
  if (refused.peek().has(name) === isRefused) return;
  const next = new Set(refused.peek());
  refused.value = isRefused ? next.add(name) : (next.delete(name), next);
}

export function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    note(name, false);
  } catch (error) {
    note(name, true);
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(name);
  } catch (error) {
    note(name, true);
  }
}

export const DEFAULTS = {
  distance: "", screen: "", pxPerMm: 0, names: "", volume: 3, muted: false, speak: false,
  keysOn: true, bumpAtOnce: false, keys: {}, allDay: null, recall: 60,
};

export const prefs = signal({ ...DEFAULTS, ...kept(KEPT, {}) });
effect(() => keep(KEPT, prefs.value));

export const setPref = (changes) => { prefs.value = { ...prefs.value, ...changes }; };
