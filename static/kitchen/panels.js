/** Which panel stands beside the board: all-day, recall, sold out. On a narrow screen it covers the board. */
import { signal } from "@preact/signals";
import { prefs, setPref } from "./prefs.js";
import { view } from "./size.js";

const WIDE = 1100;
const isWide = view.value.width >= WIDE;

export const panel = signal((prefs.value.allDay ?? isWide) ? "all_day" : "");
export const sheet = signal(null); // {kind: "menu" | "settings" | "help", …}

const standing = () => isWide && (prefs.value.allDay ?? true);

/** All-day is a standing column: its being open is remembered. */
export function togglePanel(name) {
  const next = panel.value === name ? (name !== "all_day" && standing() ? "all_day" : "") : name;
  panel.value = next;
  if (name === "all_day") setPref({ allDay: next === "all_day" });
}

export function showBoard() {
  panel.value = standing() ? "all_day" : "";
}
