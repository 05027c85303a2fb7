/** What a dish is called here: as this screen wishes, else as its station reads, else in the screen's own language. */
import { lang } from "../shared/words.js";
import { prefs } from "./prefs.js";
import { stationOf, stations } from "./store.js";

const wish = (ticket) => (
  prefs.value.names || ticket?.language || (stationOf(ticket) || stations.value[0])?.language || lang.value);

/** `[name, the same in the other language]`; the second only where both are wanted and differ. */
export function bothNames(thing, ticket) {
  const names = thing.names || {};
  const wanted = wish(ticket);
  if (wanted !== "both") return [names[wanted] || thing.name];
  const [first, other] = [...new Set([names.zh, names.en].filter(Boolean))];
  return other ? [first, other] : [first || thing.name];
}

export const dishName = (thing, ticket) => bothNames(thing, ticket).join(" ");

export const optionsOf = (line, ticket) => line.modifiers
  .map((m) => dishName(m, ticket) + (m.quantity > 1 ? ` ×${m.quantity}` : "")).join(" · ");

export const orderNumber = (ticket) => `#${String(ticket.order_number).padStart(3, "0")}`;
