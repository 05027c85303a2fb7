/** How large things are: real millimetres where they are known, and table names that are never cut. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const { DEFAULTS, prefs, setPref } = await import("../../static/kitchen/prefs.js");
const { CARD_MM, columnsFor, dishSize, tableSize, unit, view } = await import("../../static/kitchen/size.js");

const screenOf = (width, height) => { view.value = { width, height }; };

beforeEach(() => { prefs.value = { ...DEFAULTS }; });

test("a dish's name follows the screen until somebody says how far it is read", () => {
  for (const [width, height, size] of [[390, 844, 24], [1180, 820, 28], [1920, 1080, 34]]) {
    screenOf(width, height);
    assert.equal(dishSize.value, size);
  }
});

test("a bank card tells the size of a pixel: 20 arc-minutes at each distance", () => {
  screenOf(1920, 1080);
  setPref({ pxPerMm: 233 / CARD_MM, distance: "far" }); // a 32-inch TV draws a card 233 px wide
  assert.equal(dishSize.value, 34);
  setPref({ distance: "middle" });
  assert.equal(dishSize.value, 24); // never below what eyes need close by
  setPref({ pxPerMm: 445 / CARD_MM, distance: "near" });
  assert.equal(dishSize.value, 26);
  setPref({ distance: "far" });
  assert.equal(dishSize.value, 66);
  screenOf(1024, 600);
  assert.equal(dishSize.value, 38); // twelve rows must fit, or it is no board
});

test("columns fill the room beside what stands open, whatever the size", () => {
  for (const width of [390, 800, 1024, 1180, 1280, 1920, 2560]) {
    screenOf(width, 800);
    for (const hasPanel of [false, true]) {
      const { columns, width: each } = columnsFor(hasPanel);
      assert.ok(columns >= 1 && columns * each <= width, `${width}: ${columns} × ${each}`);
      assert.ok(columns === 1 || each >= 270 * unit.value, `${width}: ${each}`);
    }
  }
});

test("a table's name steps down and then wraps, and is never cut", () => {
  screenOf(1180, 820);
  assert.deepEqual(tableSize("A12", 280), { size: 44, wraps: false });
  assert.ok(tableSize("包厢 2", 280).size < 44);
  assert.deepEqual(tableSize("牡丹厅大包厢十二号", 280), { size: 24, wraps: true });
});
