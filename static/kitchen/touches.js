/** What this screen's cook did: kept with an id until the server has heard it, so that offline touches apply once. */
import { batch, effect } from "@preact/signals";
import { newKey } from "../shared/api.js";
import { serverNow } from "../shared/time.js";
import { api } from "./link.js";
import { lastTouch, noteTouch, put, shown, touchedAt, touches } from "./store.js";
import { memory, share } from "./steps.js";
import { say } from "./toast.js";
import { t } from "./words.js";

const PATIENCE = 6000;
let sending = null;

/** `do`: start, bump, recall, rush, clear, fire. The board shows it at once. */
export function touch(what, ticket, line) {
  const made = {
    id: newKey(), do: what, ticket_id: ticket.id, line_id: line?.id, at: new Date(serverNow()).toISOString(),
  };
  add({ ...made, ...memory(shown.value.get(ticket.id) || ticket, made) }, ticket);
}

/** Takes back what this screen did last to the ticket; what another screen did is recalled instead. */
export function undo(ticket) {
  const last = lastTouch(ticket.id);
  if (!last || !last.before) return touch("recall", ticket);
  add({
    id: newKey(), do: "undo", ticket_id: ticket.id, undoes: last.id, before: last.before, after: last.after,
    at: new Date(serverNow()).toISOString(),
  }, ticket);
  return undefined;
}

let latest = null;
export const undoLatest = () => { if (latest) undo(latest); };

function add(made, ticket) {
  batch(() => {
    if (!shown.value.has(ticket.id)) put([ticket]);
    noteTouch(made.ticket_id, made);
    latest = ticket;
    queue(made);
  });
}

/** 并菜: `wanted` portions of one dish with the same choices and note, oldest table first. `portions`: `[{ticket, line}]`. */
export function makePortions(portions, wanted) {
  const { item_id, modifiers, note } = portions[0].line;
  const shares = share(portions, wanted);
  const made = {
    id: newKey(), do: "portions", item_id, quantity: wanted, ticket_ids: Object.keys(shares), shares,
    modifiers: modifiers.map((m) => ({ id: m.id, quantity: m.quantity })), note, at: new Date(serverNow()).toISOString(),
  };
  for (const id of made.ticket_ids) noteTouch(id, made);
  latest = null;
  queue(made);
}

function queue(made) {
  touchedAt.value = Date.now();
  touches.value = [...touches.value, made];
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
