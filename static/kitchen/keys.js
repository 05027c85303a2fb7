/** Bump bar or keyboard: digits pick, Enter bumps. Every key can be learnt anew, and all of them turned off. */
import { signal } from "@preact/signals";
import { toggleFull } from "./awake.js";
import { showTicket, slots, turn } from "./layout.js";
import { panel, sheet, togglePanel } from "./panels.js";
import { prefs, setPref } from "./prefs.js";
import { muteFor } from "./sound.js";
import { picking, shown, touchedAt } from "./store.js";
import { bumpTicket, tapLine } from "./ticket.js";
import { undoLatest } from "./touches.js";
import { recallLast } from "./tray.js";

export const ACTIONS = {
  bump: "Enter", up: "ArrowUp", down: "ArrowDown", line: " ", left: "ArrowLeft", right: "ArrowRight", recall: "r",
  all_day: "s", out: "o", undo: "Backspace", full: "f", mute: "m", help: "?",
};
const ALSO = { PageUp: "left", PageDown: "right" };
const BOUNCE = 300;
const SECOND_DIGIT = 1500;
const LETS_GO = 15000; // a pick that nobody uses must not hold the board still for ever

/** `{id, line}`: the ticket that the keys act on, and the line in it. */
export const picked = signal(null);
export const learning = signal(""); // the action that the next key is for
const last = { key: "", at: 0 };
let tens = 0;
let letGo = 0;
let recalledAt = 0;

export const keyOf = (action) => prefs.value.keys[action] || ACTIONS[action];

function pick(id) {
  clearTimeout(letGo);
  picked.value = id ? { id, line: null } : null;
  picking.value = Boolean(id);
  if (id) letGo = setTimeout(() => pick(null), LETS_GO);
}

function pickSlot(slot) {
  const id = slots.value.get(slot);
  if (!id) return;
  if (prefs.value.bumpAtOnce) bumpTicket(shown.value.get(id));
  else pick(picked.value?.id === id ? null : id);
}

/** 1–9 pick at once; 0 waits for a second digit (03 is 13) and is ten on its own. */
function digit(value) {
  if (tens) {
    clearTimeout(tens);
    tens = 0;
    pickSlot(10 + value);
  } else if (value) pickSlot(value);
  else {
    tens = setTimeout(() => {
      tens = 0;
      pickSlot(10);
    }, SECOND_DIGIT);
  }
}

const present = () => picked.value && shown.value.get(picked.value.id);

function moveLine(by) {
  const ticket = present();
  if (!ticket) return;
  const at = ticket.lines.findIndex((line) => line.id === picked.value.line);
  const next = at < 0 ? (by > 0 ? 0 : ticket.lines.length - 1) : at + by;
  if (next >= 0 && next < ticket.lines.length) picked.value = { ...picked.value, line: ticket.lines[next].id };
}

const DO = {
  bump() {
    const ticket = present();
    if (ticket) bumpTicket(ticket);
    pick(null);
  },
  up: () => moveLine(-1),
  down: () => moveLine(1),
  line() {
    const ticket = present();
    const line = ticket?.lines.find((each) => each.id === picked.value.line);
    if (line) tapLine(ticket, line);
  },
  left: () => turn(-1),
  right: () => turn(1),
  recall() {
    if (Date.now() - recalledAt < 3000 || panel.value === "recall") togglePanel("recall");
    else {
      recalledAt = Date.now();
      const ticket = recallLast();
      if (ticket) setTimeout(() => showTicket(ticket.id), 50);
      else togglePanel("recall");
    }
  },
  all_day: () => togglePanel("all_day"),
  out: () => togglePanel("out"),
  undo: undoLatest,
  full: toggleFull,
  mute: muteFor,
  help: () => { sheet.value = { kind: "help" }; },
};

function learn(key) {
  setPref({ keys: { ...prefs.value.keys, [learning.value]: key } });
  learning.value = "";
}

/** A greasy key bounces: the same one again within 300 ms is not meant. */
function bounces(key) {
  const now = Date.now();
  const again = last.key === key && now - last.at < BOUNCE;
  last.key = key;
  last.at = now;
  return again;
}

function actionOf(key) {
  const lower = key.length === 1 ? key.toLowerCase() : key;
  return Object.keys(ACTIONS).find((action) => keyOf(action) === lower || keyOf(action) === key) || ALSO[key];
}

export function onKey(event) {
  touchedAt.value = Date.now();
  if (event.ctrlKey || event.metaKey || event.altKey || !prefs.value.keysOn) return;
  if (learning.value && event.key.length >= 1 && event.key !== "Escape") {
    event.preventDefault();
    learn(event.key);
    return;
  }
  if (event.target.matches?.("input, textarea, select") || sheet.value) return;
  if (event.key === "Escape") {
    pick(null);
    return;
  }
  const value = /^[0-9]$/.test(event.key) ? Number(event.key) : null;
  const action = actionOf(event.key);
  const onButton = event.target.closest?.("button");
  if ((event.key === "Enter" || event.key === " ") && !picked.value && onButton) return; // that button's own key
  if (value === null && !action) return;
  event.preventDefault();
  if (event.repeat || bounces(event.key)) return;
  if (value !== null) digit(value);
  else DO[action]();
}
