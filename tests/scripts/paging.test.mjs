/** Which page is shown while pages come and go. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { createTurning } from "../../static/kitchen/paging.js";

test("turning stops at both ends", () => {
  const { pageNumber, turn } = createTurning(signal(3));
  turn(-1);
  assert.equal(pageNumber.value, 0);
  for (let n = 0; n < 5; n += 1) turn(1);
  assert.equal(pageNumber.value, 2);
});

test("with fewer pages the last is shown, and turning goes on from what is seen", () => {
  const count = signal(4);
  const { pageNumber, show, turn } = createTurning(count);
  show(3);
  count.value = 2;
  assert.equal(pageNumber.value, 1);
  turn(-1);
  assert.equal(pageNumber.value, 0);
});

test("without any page it stands at the first", () => {
  const count = signal(0);
  const { pageNumber, turn } = createTurning(count);
  turn(1);
  assert.equal(pageNumber.value, 0);
  count.value = 2;
  assert.equal(pageNumber.value, 0);
});
