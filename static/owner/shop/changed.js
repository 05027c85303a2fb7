/** Saving a setting. Where somebody else changed the same one meanwhile, it is told who, when and what. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { clockTime } from "../../shared/time.js";
import { attempt } from "../shell/saying.js";
import { saveShop, shop } from "../shell/shops.js";
import { t } from "./words.js";

/** `{by, at, fields}` of the other person's change. */
const theirs = signal(null);
const NAMES = {
  name: "name", address: "address", phone: "phone", languages: "languages", time_zone: "zone", hours: "hours",
  day_starts_at: "day_starts", service_mode: "mode", gate: "gate", gate_pin: "pin_label", fees: "fees",
  courses: "courses", tax: "tax", round_down: "round_down", tips: "tips", when_kitchen_dark: "dark",
};

/** Throws what the server refused, so that a field can show it. */
export async function keep(change) {
  try {
    await saveShop(change);
    theirs.value = null;
  } catch (problem) {
    if (problem.code === "changed_meanwhile") theirs.value = problem.body.last_change;
    throw problem;
  }
}

/** For choices and switches: the refusal goes to the bar. */
export const keepNow = (change) => attempt(() => keep(change), { retry: () => keepNow(change) });

export function ChangedMeanwhile() {
  const other = theirs.value;
  if (!other) return null;
  const fields = other.fields.filter((field) => NAMES[field]).map((field) => t(NAMES[field])).join("、");
  const time = clockTime(other.at, { timeZone: shop.value.time_zone });
  return html`<p class="notice warn" role="alert">${t("changed_by", { by: other.by, time, fields })}</p>`;
}
