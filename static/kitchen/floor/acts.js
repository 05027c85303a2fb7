/** What the floor does: answer a call, serve a dish. Kept until the server has heard it, and taken back for 5 s. */
import { batch, effect, signal } from "@preact/signals";
import { newKey } from "../../shared/api.js";
import { api } from "../link.js";
import { touchedAt } from "../store.js";
import { say } from "../toast.js";
import { t as board } from "../words.js";
import { acts, left, takeFrame } from "./store.js";

const PATIENCE = 6000;
const BACK_FOR = 5000;
const sending = signal(false);

/** One tap: somebody is on the way. */
export function answer(call) {
  add([{ id: newKey(), path: `calls/${call.id}/answer`, call: call.id }]);
  leave(`call:${call.id}`, { call, mine: true });
}

/** Dishes of one order, each with every part that a station made of it. */
export function serve(card, lines) {
  const made = lines.flatMap((line) => line.parts.map((part) => ({
    id: newKey(), path: `tickets/${part.ticket_id}/lines/${part.line_id}/serve`, line: line.id, ticket: part.ticket_id,
  })));
  add(made);
  leave(`ready:${card.id}:${made[0].id}`, { card, lines, made, mine: true });
}

/** Somebody else has answered: said in the call's place, by name. */
export function noteAnswered(call) {
  if (!left.value.has(`call:${call.id}`)) leave(`call:${call.id}`, { call, mine: false });
}

export function takeBack(key) {
  const gap = left.value.get(key);
  if (!gap?.mine) return;
  const next = new Map(left.value);
  next.delete(key);
  left.value = next;
  if (gap.call) add([{ id: newKey(), path: `calls/${gap.call.id}/take-back`, back: gap.call.id }]);
  else {
    add(gap.made.map((act) => ({
      id: newKey(), path: `tickets/${act.ticket}/undo`, undoes: act.id, backs: act.line,
    })));
  }
}

export const takeBackLatest = () => {
  const [latest] = [...left.value].filter(([, gap]) => gap.mine).sort((a, b) => b[1].until - a[1].until);
  if (latest) takeBack(latest[0]);
};

function leave(key, about) {
  left.value = new Map(left.value).set(key, { ...about, until: Date.now() + BACK_FOR });
}

/** Once a second: what was done long enough ago makes room. */
export function closeUp() {
  if (![...left.value.values()].some((gap) => gap.until <= Date.now())) return;
  left.value = new Map([...left.value].filter(([, gap]) => gap.until > Date.now()));
}

function add(made) {
  batch(() => {
    touchedAt.value = Date.now();
    acts.value = [...acts.value, ...made];
  });
  flush();
}

/** In their order, one after the other; where nobody answers, the rest waits. */
export async function flush() {
  if (sending.value || !api.hasToken()) return;
  sending.value = true;
  try {
    while (acts.value.length) if (!(await send(acts.value[0]))) break;
  } finally {
    sending.value = false;
  }
}

async function send(act) {
  const touch = { request_id: act.id, ...(act.undoes ? { undoes: act.undoes } : {}) };
  const body = act.path.startsWith("calls/") ? {} : touch;
  try {
    const heard = await api.post(`/api/v1/kitchen/${act.path}`, body, { patience: PATIENCE });
    if (act.call) takeFrame("call.answered", heard);
    if (act.back) takeFrame("call.made", heard);
  } catch (problem) {
    if (!problem.status || problem.status >= 500 || problem.status === 429 || problem.status === 401) return false;
    if (problem.code !== "illegal_step") say(board("refused", { why: problem.message }));
  }
  acts.value = acts.value.filter((each) => each.id !== act.id);
  return true;
}

effect(() => {
  if (!acts.value.length) return undefined;
  const timer = setInterval(flush, 2000);
  return () => clearInterval(timer);
});
