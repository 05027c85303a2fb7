/** The bump bar at the pass: digits pick a card, Enter serves what is ready on it. The same keys as at the stove. */
import { signal } from "@preact/signals";
import { toggleFull } from "../awake.js";
import { keyOf } from "../keys.js";
import { sheet } from "../panels.js";
import { prefs } from "../prefs.js";
import { muteFor } from "../sound.js";
import { picking, touchedAt } from "../store.js";
import { serveAll, tapLine, takeBack } from "./acts.js";
import { slots, turn } from "./layout.js";
import { openServed } from "./served.js";
import { gone, here } from "./state.js";

const LETS_GO = 15000; // a pick that nobody uses must not hold the board still for ever
const BOUNCE = 300;
const ACTIONS = ["bump", "up", "down", "line", "left", "right", "recall", "undo", "full", "mute", "help"];

/** `{id, line}`: the card that the keys act on, and the line in it. */
export const picked = signal(null);
const last = { key: "", at: 0 };
let letGo = 0;

const present = () => here.value.find((card) => card.id === picked.value?.id);

function pick(id) {
  clearTimeout(letGo);
  picked.value = id ? { id, line: null } : null;
  picking.value = Boolean(id);
  if (id) letGo = setTimeout(() => pick(null), LETS_GO);
}

function moveLine(by) {
  const card = present();
  if (!card) return;
  const at = card.lines.findIndex((line) => line.id === picked.value.line);
  const next = at < 0 ? (by > 0 ? 0 : card.lines.length - 1) : at + by;
  if (card.lines[next]) picked.value = { ...picked.value, line: card.lines[next].id };
}

const DO = {
  bump() {
    const card = present();
    if (card?.ready.length) serveAll(card);
    pick(null);
  },
  up: () => moveLine(-1),
  down: () => moveLine(1),
  line() {
    const line = present()?.lines.find((each) => each.id === picked.value.line);
    if (line) tapLine(line);
  },
  left: () => turn(-1),
  right: () => turn(1),
  recall: openServed,
  undo() {
    const [latest] = [...gone.value.values()].sort((a, b) => b.until - a.until);
    if (latest) takeBack(latest.card);
  },
  full: toggleFull,
  mute: muteFor,
  help: () => { sheet.value = { kind: "help" }; },
};

function bounces(key) {
  const now = Date.now();
  const again = last.key === key && now - last.at < BOUNCE;
  Object.assign(last, { key, at: now });
  return again;
}

export function onKey(event) {
  touchedAt.value = Date.now();
  if (event.ctrlKey || event.metaKey || event.altKey || !prefs.value.keysOn || sheet.value) return;
  if (event.target.matches?.("input, textarea, select")) return;
  if (event.key === "Escape") {
    pick(null);
    return;
  }
  const slot = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  const action = ACTIONS.find((each) => keyOf(each) === event.key || keyOf(each) === event.key.toLowerCase());
  const onButton = event.target.closest?.("button");
  if ((event.key === "Enter" || event.key === " ") && !picked.value && onButton) return; // that button's own key
  if (!slot && !action) return;
  event.preventDefault();
  if (event.repeat || bounces(event.key)) return;
  if (slot) pick(picked.value?.id === slots.value.get(slot) ? null : slots.value.get(slot));
  else DO[action]();
}
