/** Which key does what: learnt keys before the usual ones, two digits for far slots, bounces dropped. Pure. */
export const ACTIONS = {
  bump: "Enter", up: "ArrowUp", down: "ArrowDown", line: " ", left: "ArrowLeft", right: "ArrowRight", recall: "r",
  all_day: "s", out: "o", undo: "Backspace", more: ".", full: "f", mute: "m", help: "?",
};
/** Slots can be learnt too: many bump bars send letters for their ten ticket keys. */
export const SLOTS = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map((digit, n) => [`slot${n + 1}`, String(digit)]));
const USUAL = { ...ACTIONS, ...SLOTS };
const ALSO = { PageUp: "left", PageDown: "right" };
const NONE = ""; // its key was learnt for something else
const BOUNCE = 300;
const SECOND_DIGIT = 1500;

/** `learnt`: `{action: key}`. */
export const keyFor = (action, learnt) => learnt[action] ?? USUAL[action];

const plain = (key) => (key.length === 1 ? key.toLowerCase() : key);

export function actionOf(key, learnt) {
  const found = Object.keys(USUAL).find((action) => keyFor(action, learnt) === plain(key));
  return found || (Object.values(learnt).includes(plain(key)) ? undefined : ALSO[key]);
}

/** A key does one thing: whatever it did before has none until it learns another. */
export function withKey(learnt, action, key) {
  const robbed = Object.keys(USUAL).filter((each) => each !== action && keyFor(each, learnt) === plain(key));
  return { ...learnt, ...Object.fromEntries(robbed.map((each) => [each, NONE])), [action]: plain(key) };
}

/** A greasy key bounces: the same one again within 300 ms is not meant. → whether `key` at `now` (ms) is a bounce. */
export function bouncer() {
  let last = { key: "", at: -BOUNCE };
  return (key, now) => {
    const again = last.key === key && now - last.at < BOUNCE;
    last = { key, at: now };
    return again;
  };
}

/** Slots 1 to 9 are picked at once; the tenth key waits for a second digit (0 3 is 13) and is ten on its own. */
export function slotKeys(pick) {
  let tens = 0;
  const forget = () => {
    clearTimeout(tens);
    tens = 0;
  };
  return (slot) => {
    if (tens) {
      forget();
      pick(10 + (slot % 10));
    } else if (slot < 10) pick(slot);
    else {
      tens = setTimeout(() => {
        tens = 0;
        pick(10);
      }, SECOND_DIGIT);
    }
  };
}
