/** What this screen's cook did: kept with an id until the server has heard it, so that offline touches apply once. */
import { batch, effect } from "@preact/signals";
import { newKey } from "../shared/api.js";
import { serverNow } from "../shared/time.js";
import { api } from "./link.js";
import { lastTouch, noteTouch, put, shown, touchedAt, touches } from "./store.js";
import { memory, partsElsewhere, share } from "./steps.js";
import { say } from "./toast.js";
import { t } from "./words.js";

const PATIENCE = 6000;
let sending = null;

/** `do`: start, bump, recall, rush, clear, fire. The board shows it at once. */
export function touch(what, ticket, line) {
  const made = { do: what, ticket_id: ticket.id, line_id: line?.id };
  const here = [...shown.value.values()];
  const elsewhere = partsElsewhere(shown.value.get(ticket.id) || ticket, made, here);
  const others = here.filter((each) => each.id in elsewhere);
  queue(others.length ? { ...made, elsewhere, ticket_ids: [ticket.id, ...Object.keys(elsewhere)] } : made, [ticket, ...others]);
}

/** Takes back what this screen did last to the ticket; what another screen did is recalled instead. */
export function undo(ticket) {
  const last = lastTouch(ticket.id);
  if (!last?.past) return touch("recall", ticket);
  const ids = Object.keys(last.past);
  return queue({ do: "undo", ticket_id: ticket.id, ticket_ids: ids, undoes: last.id, past: last.past }, [ticket]);
}

let latest = null;
export const undoLatest = () => { if (latest) undo(latest); };

/** 并菜: `wanted` portions of one dish with the same choices and note, oldest table first. `portions`: `[{ticket, line}]`.
 * Returns what takes it back. */
export function makePortions(portions, wanted) {
  const { item_id, modifiers, note } = portions[0].line;
  const shares = share(portions, wanted);
  const meant = portions.map(({ ticket }) => ticket).filter((ticket) => ticket.id in shares);
  queue({
    do: "portions", item_id, quantity: wanted, ticket_ids: Object.keys(shares), shares, note,
    modifiers: modifiers.map((m) => ({ id: m.id, quantity: m.quantity })),
  }, meant);
  return () => undo(meant[0]);
}

/** Kept with an id and with what undoing it needs to know; shown at once, sent as soon as somebody answers. */
function queue(what, meant) {
  const made = { ...what, id: newKey(), at: new Date(serverNow()).toISOString() };
  const pasts = meant.map((ticket) => [ticket.id, memory(shown.value.get(ticket.id) || ticket, made)]);
  if (!made.past && pasts.every(([, past]) => past)) made.past = Object.fromEntries(pasts);
  batch(() => {
    touchedAt.value = Date.now();
    put(meant.filter((ticket) => !shown.value.has(ticket.id)));
    for (const id of made.ticket_ids || [made.ticket_id]) noteTouch(id, made);
    latest = made.do === "undo" ? null : meant[0];
    touches.value = [...touches.value, made];
  });
  flush();
}

const PATHS = {
  portions: ({ item_id: id }) => `menu-items/${id}/portions`,
  default: (made) => `tickets/${made.ticket_id}${made.line_id ? `/lines/${made.line_id}` : ""}/${made.do}`,
};
const pathOf = (made) => `/api/v1/kitchen/${(PATHS[made.do] || PATHS.default)(made)}`;

function bodyOf({ id, undoes, do: what, quantity, ticket_ids, modifiers, note }) {
  if (what === "portions") return { request_id: id, quantity, ticket_ids, modifiers, note };
  return { request_id: id, ...(undoes ? { undoes } : {}) };
}

/** In their order, one after the other; where nobody answers, the rest waits. */
export function flush() {
  sending = sending || sendAll().finally(() => { sending = null; });
  return sending;
}

async function sendAll() {
  while (api.hasToken() && touches.value.length) if (!(await send(touches.value[0]))) break;
}

async function send(made) {
  try {
    const answer = await api.post(pathOf(made), bodyOf(made), { patience: PATIENCE });
    settle(made, answer.tickets || [answer]);
  } catch (problem) {
    if (!problem.status || problem.status >= 500 || problem.status === 429 || problem.status === 401) return false;
    settle(made, []);
    if (problem.code !== "illegal_step") say(t("refused", { why: problem.message }));
  }
  return true;
}

function settle(made, list) {
  batch(() => {
    put(list);
    touches.value = touches.value.filter((each) => each.id !== made.id);
  });
}

// The rest goes out as soon as somebody answers again; asking every two seconds costs nothing while nothing waits.
effect(() => {
  if (!touches.value.length) return undefined;
  const timer = setInterval(flush, 2000);
  return () => clearInterval(timer);
});
