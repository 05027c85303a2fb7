/** How this phone wants to pay the bill: all of it or a share. What a share costs is always the server's quote. */
import { computed, effect, signal } from "@preact/signals";
import { parseMoney } from "../shared/money.js";
import { api } from "./phone.js";
import { bill, currency, guests, me, visit } from "./table.js";

export const WAYS = ["whole", "guest", "even", "items", "amount"];

/** One of WAYS; null until somebody chooses. */
const chosenWay = signal(null);
const chosenParts = signal(0);
export const typed = signal("");
/** Line ids; null until somebody chooses: then one's own dishes. */
const chosenLines = signal(null);
/** The server's SplitOut for what is chosen now, or null while it is asked for. */
export const quote = signal(null);

export const locked = computed(() => quote.value?.locked || null);
export const way = computed(() => {
  const wish = chosenWay.value || (locked.value ? locked.value.mode : "whole");
  return locked.value && wish !== "whole" ? locked.value.mode : wish;
});
export const parts = computed(() => locked.value?.parts || chosenParts.value || Math.max(2, visit.value?.covers || guests.value.length));
export const picked = computed(() => {
  const open = (quote.value?.lines || []).filter((line) => !line.paid);
  const wish = chosenLines.value || open.filter((line) => line.guest_id === me.value?.id).map((line) => line.id);
  return wish.filter((id) => open.some((line) => line.id === id));
});

/** What paying now would charge, once the server has said so. */
export const toPay = computed(() => (way.value === "whole" ? bill.value?.due || 0 : quote.value?.chosen || 0));

export const choose = (next) => { chosenWay.value = next; };
export const setParts = (n) => { chosenParts.value = Math.min(50, Math.max(2, n)); };
export function pick(id) {
  chosenLines.value = picked.value.includes(id) ? picked.value.filter((each) => each !== id) : [...picked.value, id];
}

/** What goes along with the payment. */
export function share() {
  if (way.value === "whole") return {};
  const split = { mode: way.value, shown: toPay.value };
  if (way.value === "even") split.parts = parts.value;
  if (way.value === "items") split.line_ids = picked.value;
  return way.value === "amount" ? { split, amount: toPay.value } : { split };
}

const asked = computed(() => {
  const query = new URLSearchParams({ mode: way.value === "whole" ? "even" : way.value, parts: parts.value });
  if (way.value === "items" && picked.value.length) query.set("line_ids", picked.value.join(","));
  if (way.value === "amount") query.set("amount", parseMoney(typed.value, currency) || 0);
  return query.toString();
});

/** Asks for the quote while the bill is looked at, again after whatever changes it. Returns how to stop. */
export function keepQuoted() {
  let turn = 0;
  let timer = 0;
  const stop = effect(() => {
    const query = asked.value;
    if (!bill.value?.total) return;
    clearTimeout(timer);
    const mine = (turn += 1);
    timer = setTimeout(async () => {
      try {
        const answer = await api.get(`/api/v1/visit/split?${query}`);
        if (mine === turn) quote.value = answer;
      } catch {
        if (mine === turn) quote.value = null; // nothing can be paid by shares until the server answers
      }
    }, 120);
  });
  return () => {
    turn += 1;
    clearTimeout(timer);
    stop();
  };
}
