/** This phone at this table: what the server's first answer said, the token, the api, and how it sits down. */
import { signal } from "@preact/signals";
import { createApi } from "../shared/api.js";
import { forget, keep, recall } from "../shared/kept.js";
import { lang } from "../shared/words.js";

/** `{code, table, lang, large, menu}`, as the page was rendered. */
export const first = JSON.parse(document.getElementById("first").textContent);

const KEPT = `zhuoma:guest:${first.code}`;
let token = recall(KEPT) || "";

export const api = createApi({ token: () => token, lang: () => lang.value });
export const tokenNow = () => token;

/** null: at the table; `{kind: "pin" | "staff" | "closed" | "over" | "gone" | "silent"}`: what stands in between. */
export const gate = signal(null);

const GATES = {
  pin_wrong: "pin",
  table_not_open: "staff",
  restaurant_closed: "closed",
  code_withdrawn: "gone",
  code_unknown: "gone",
};

/** The token of this table, a new one where there is none. False where a gate stands in between. */
export async function sitDown({ pin = "", nickname = "" } = {}) {
  try {
    const joined = await api.post("/api/v1/visits", { code: first.code, pin, nickname });
    token = joined.guest_token;
    keep(KEPT, token);
    gate.value = null;
    return true;
  } catch (problem) {
    if (!problem.status || problem.status >= 500 || problem.status === 429) throw problem;
    gate.value = { kind: GATES[problem.code] || "gone", tried: Boolean(pin) };
    return false;
  }
}

export function standUp() {
  token = "";
  forget(KEPT);
}

/** A camera opens the page anew; a reload, the back button or the wallet's page do not. */
export function scannedAnew() {
  const [entry] = performance.getEntriesByType("navigation");
  const fromWallet = recall(PAYING) !== null;
  return !fromWallet && (!entry || entry.type === "navigate");
}

/** Set while the wallet's page is open, so that coming back shows the bill. */
export const PAYING = `zhuoma:paying:${first.code}`;
