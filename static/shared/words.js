/** Words of a screen in zh and en. Each screen brings its own dictionary: `{key: ["中文", "English {n}"]}`. */
import { signal } from "@preact/signals";

const KEPT = "zhuoma:lang";
export const LANGUAGES = ["zh", "en"];
const kept = localStorage.getItem(KEPT);

/** The language of this device's person; the page's own until somebody chooses. */
export const lang = signal(LANGUAGES.includes(kept) ? kept : document.documentElement.lang.slice(0, 2) === "en" ? "en" : "zh");

export function speak(next) {
  lang.value = next;
  localStorage.setItem(KEPT, next);
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
}

/** `t("minutes", {n: 5})` → "还需 5 分". A missing word shows its key, so that it is seen and mended. */
export function createWords(dictionary) {
  return (key, values = {}) => {
    const found = dictionary[key];
    if (!found) return key;
    const text = found[LANGUAGES.indexOf(lang.value)] ?? found[0];
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  };
}

/** A thing with `names` in the person's language, else in any, else its `name`. */
export function named(thing) {
  return thing?.names?.[lang.value] || thing?.name || Object.values(thing?.names || {})[0] || "";
}
