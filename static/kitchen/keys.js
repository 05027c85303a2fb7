/** Bump bar or keyboard: digits pick, Enter bumps. Every key can be learnt anew, and all of them turned off. */
import { signal } from "@preact/signals";
import { toggleFull } from "./awake.js";
import { ACTIONS, SLOTS, actionOf, bouncer, keyFor, slotKeys, withKey } from "./keyboard.js";
import { showTicket, slots, turn } from "./layout.js";
import { openMenu } from "./menu.js";
import { panel, sheet, togglePanel } from "./panels.js";
import { prefs, setPref } from "./prefs.js";
import { muteFor } from "./sound.js";
import { picking, shown, touchedAt } from "./store.js";
import { bumpTicket, tapLine } from "./taps.js";
import { undoLatest } from "./touches.js";
import { recallLast } from "./tray.js";

export { ACTIONS, SLOTS };
const LETS_GO = 15000; // a pick that nobody uses must not hold the board still for ever
const AGAIN = 3000; // recall pressed twice shows the tray

/** `{id, line}`: the ticket that the keys act on, and the line in it. */
export const picked = signal(null);
export const learning = signal(""); // the action that the next key is for
let letGo = 0;
let recalledAt = 0;

export const keyOf = (action) => keyFor(action, prefs.value.keys);

function pick(id) {
  clearTimeout(letGo);
  picked.value = id ? { id, line: null } : null;
  picking.value = Boolean(id);
  if (id) letGo = setTimeout(() => pick(null), LETS_GO);
}

const slotKey = slotKeys((slot) => {
  const id = slots.value.get(slot);
  if (!id) return;
  if (prefs.value.bumpAtOnce) bumpTicket(shown.value.get(id));
  else pick(picked.value?.id === id ? null : id);
});

const present = () => picked.value && shown.value.get(picked.value.id);
const presentLine = () => present()?.lines.find((line) => line.id === picked.value.line);

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
    const line = presentLine();
    if (line) tapLine(present(), line);
  },
  left: () => turn(-1),
  right: () => turn(1),
  recall() {
    if (Date.now() - recalledAt < AGAIN || panel.value === "recall") togglePanel("recall");
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
  more() {
    const ticket = present();
    if (ticket) openMenu(ticket, presentLine());
  },
  full: toggleFull,
  mute: muteFor,
  help: () => { sheet.value = { kind: "help" }; },
};

const bounces = bouncer();
const MODIFIERS = ["Shift", "Control", "Alt", "Meta", "CapsLock", "Tab", "Escape"];

function learn(key) {
  setPref({ keys: withKey(prefs.value.keys, learning.value, key) });
  learning.value = "";
}

export function onKey(event) {
  touchedAt.value = Date.now();
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (learning.value && !MODIFIERS.includes(event.key)) {
    event.preventDefault();
    learn(event.key);
    return;
  }
  if (!prefs.value.keysOn || sheet.value || event.target.matches?.("input, textarea, select")) return;
  if (event.key === "Escape") {
    pick(null);
    return;
  }
  const action = actionOf(event.key, prefs.value.keys);
  const onButton = event.target.closest?.("button");
  if (!action || ((event.key === "Enter" || event.key === " ") && !picked.value && onButton)) return; // its own key
  event.preventDefault();
  if (event.repeat || bounces(event.key, Date.now())) return;
  if (action in SLOTS) slotKey(Number(action.slice(4)));
  else DO[action]();
}
