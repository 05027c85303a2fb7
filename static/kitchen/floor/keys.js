/** Keys at the floor's screen: a digit answers that call, Backspace takes the last tap back. */
import { toggleFull } from "../awake.js";
import { keyOf } from "../keys.js";
import { sheet } from "../panels.js";
import { prefs } from "../prefs.js";
import { muteFor } from "../sound.js";
import { touchedAt } from "../store.js";
import { answer, takeBackLatest } from "./acts.js";
import { here, turn } from "./layout.js";

const DO = { left: () => turn(-1), right: () => turn(1), undo: takeBackLatest, full: toggleFull, mute: muteFor };
const BOUNCE = 300;
const last = { key: "", at: 0 };

export function onKey(event) {
  touchedAt.value = Date.now();
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !prefs.value.keysOn || sheet.value) return;
  const slot = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  const action = Object.keys(DO).find((each) => keyOf(each) === event.key || keyOf(each) === event.key.toLowerCase());
  if (!slot && !action) return;
  event.preventDefault();
  const bounces = last.key === event.key && Date.now() - last.at < BOUNCE;
  Object.assign(last, { key: event.key, at: Date.now() });
  if (bounces) return;
  const row = slot && [...here.value.calls, ...here.value.bills][slot - 1];
  if (row && !row.gap) answer(row);
  else if (action) DO[action]();
}
