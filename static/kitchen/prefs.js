/** What belongs to this screen alone: size, distance, language of dish names, sound, keys. Kept on the device. */
import { effect, signal } from "@preact/signals";

const KEPT = "zhuoma:kitchen";

export function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch (error) {
    return otherwise;
  }
}

/** A full store must not stop the board: what cannot be kept is only not there after a restart. */
export function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch (error) {
    console.info("not kept:", name, error.name);
  }
}

export const DEFAULTS = {
  distance: "", screen: "", pxPerMm: 0, names: "", volume: 3, muted: false, speak: false,
  keysOn: true, bumpAtOnce: false, keys: {}, allDay: null,
};

export const prefs = signal({ ...DEFAULTS, ...kept(KEPT, {}) });
effect(() => keep(KEPT, prefs.value));

export const setPref = (changes) => { prefs.value = { ...prefs.value, ...changes }; };
