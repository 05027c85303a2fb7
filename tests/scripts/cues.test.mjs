/** How late a ticket is, in words and signs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cueOf, isVeryLate, timerText } from "../../static/kitchen/cues.js";

const TARGET = 720; // a wok's twelve minutes

test("cues turn at 70 % and at the target, whatever is new", () => {
  const at = (age, isNew) => cueOf(age, TARGET, isNew);
  assert.deepEqual([0, 59, 60].map((age) => at(age, true)), ["new", "new", "ok"]);
  assert.equal(at(10, false), "ok");
  assert.deepEqual([503, 504, 719, 720, 5000].map((age) => at(age, true)), ["ok", "due", "due", "late", "late"]);
  assert.deepEqual([1079, 1080].map((age) => isVeryLate(age, TARGET)), [false, true]);
});

test("times are short and never go back", () => {
  const words = (key, { n, h, m }) => (key === "minutes" ? `${n}分` : `${h}时${m}`);
  const said = [0, 9, 61, 599, 600, 1020, 5999, 6000, 36610].map((age) => timerText(age, words));
  assert.deepEqual(said, ["0:00", "0:09", "1:01", "9:59", "10分", "17分", "99分", "1时40", "10时10"]);
  assert.ok(said.every((text) => text.length <= 5));
});
