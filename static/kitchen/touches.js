/** What this screen's cook did: kept with an id until the server has heard it, so that offline touches apply once. */
import { batch, effect, signal } from "@preact/signals";
import { newKey } from "../shared/api.js";
import { serverNow } from "../shared/time.js";
import { api } from "./link.js";
import { lastTouch, noteTouch, put, shown, touchedAt, touches } from "./store.js";
import { memory } from "./steps.js";
import { say } from "./toast.js";
import { t } from "./words.js";

const PATIENCE = 6000;
export const sending = signal(false);

/** `do`: start, bump, recall, rush, clear. The board shows it at once. */
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
    touchedAt.value = Date.now();
    if (!shown.value.has(ticket.id)) put([ticket]);
    noteTouch(made);
    latest = ticket;
    touches.value = [...touches.value, made];
  });
  flush();
}

const pathOf = (made) => (
  `/api/v1/kitchen/tickets/${made.ticket_id}${made.line_id ? `/lines/${made.line_id}` : ""}/${made.do}`);

/** In their order, one after the other; where nobody answers, the rest waits. */
export async function flush() {
  if (sending.value || !api.hasToken()) return;
  sending.value = true;
  try {
    while (touches.value.length) if (!(await send(touches.value[0]))) break;
  } finally {
    sending.value = false;
  }
}

async function send(made) {
  const body = { request_id: made.id, ...(made.undoes ? { undoes: made.undoes } : {}) };
  try {
    const ticket = await api.post(pathOf(made), body, { patience: PATIENCE });
    settle(made, ticket);
  } catch (problem) {
    if (!problem.status || problem.status >= 500 || problem.status === 429 || problem.status === 401) return false;
    settle(made);
    if (problem.code !== "illegal_step") say(t("refused", { why: problem.message }));
  }
  return true;
}

function settle(made, ticket) {
  batch(() => {
    if (ticket) put([ticket]);
    touches.value = touches.value.filter((each) => each.id !== made.id);
  });
}

// The rest goes out as soon as somebody answers again; asking every two seconds costs nothing while nothing waits.
effect(() => {
  if (!touches.value.length) return undefined;
  const timer = setInterval(flush, 2000);
  return () => clearInterval(timer);
});
