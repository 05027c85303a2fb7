/** Keys: what they do, how they are learnt, what greasy fingers do to them. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { ACTIONS, actionOf, bouncer, keyFor, slotKeys, withKey } from "../../static/kitchen/keyboard.js";

test("usual keys do what the help says, in either case", () => {
  for (const [action, key] of Object.entries(ACTIONS)) assert.equal(actionOf(key, {}), action);
  assert.equal(actionOf("R", {}), "recall");
  assert.equal(actionOf("PageDown", {}), "right");
  assert.equal(actionOf("7", {}), "slot7");
  assert.equal(actionOf("0", {}), "slot10");
  assert.equal(actionOf("q", {}), undefined);
});

test("a learnt key does one thing only, and what it did before has none", () => {
  const learnt = withKey(withKey({}, "bump", "r"), "slot1", "A");
  assert.equal(actionOf("r", learnt), "bump");
  assert.equal(actionOf("Enter", learnt), undefined);
  assert.equal(keyFor("recall", learnt), "");
  assert.equal(actionOf("a", learnt), "slot1");
  assert.equal(actionOf("1", learnt), undefined);
  const back = withKey(learnt, "recall", "r");
  assert.equal(actionOf("r", back), "recall");
  assert.equal(keyFor("bump", back), "");
});

test("page keys may be learnt for something else", () => {
  assert.equal(actionOf("PageUp", withKey({}, "undo", "PageUp")), "undo");
});

test("the same key within 300 ms is a bounce, another is not", () => {
  const bounces = bouncer();
  assert.deepEqual([0, 200, 450, 800].map((at) => bounces("1", at)), [false, true, true, false]);
  assert.equal(bounces("2", 850), false);
  assert.equal(bounces("1", 900), false);
});

test("0 is ten on its own, and ten more than the digit that follows it in time", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const picked = [];
  const slot = slotKeys((n) => picked.push(n));
  slot(3);
  slot(10);
  slot(4);
  slot(10);
  assert.deepEqual(picked, [3, 14]);
  mock.timers.tick(1500);
  assert.deepEqual(picked, [3, 14, 10]);
  slot(10);
  slot(10);
  assert.deepEqual(picked, [3, 14, 10, 10]);
  mock.timers.tick(1500);
  assert.equal(picked.length, 4);
  mock.timers.reset();
});
