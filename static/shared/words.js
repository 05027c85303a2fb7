/** Words of a screen in zh and en. Each screen brings its own dictionary: `{key: ["中文", "English {n}"]}`. */
import { signal } from "@preact/signals";
import { keep, recall } from "./kept.js";

const KEPT = "zhuoma:lang";
export const LANGUAGES = ["zh", "en"];
const kept = recall(KEPT);

/** The language of this device's person; the page's own until somebody chooses. */
export const lang = signal(LANGUAGES.includes(kept) ? kept : document.documentElement.lang.slice(0, 2) === "en" ? "en" : "zh");

export function speak(next) {
  lang.value = next;
  keep(KEPT, next);
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
}

/**
 * `t("minutes", {n: 5})` → "还需 5 分"; `{n|dish|dishes}` is the word that goes with the number. A missing word shows its
 * key, so that it is seen and mended.
 */
export function createWords(dictionary) {
  return (key, values = {}) => {
    const found = dictionary[key];
    if (!found) return key;
    const text = found[LANGUAGES.indexOf(lang.value)] ?? found[0];
    return text.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name, one, many) => {
      if (one !== undefined) return values[name] === 1 ? one : many;
      return values[name] ?? "";
    });
  };
}

/** A thing with `names` in the person's language, else in any, else its `name`. */
export function named(thing) {
  return thing?.names?.[lang.value] || thing?.name || Object.values(thing?.names || {})[0] || "";
}
