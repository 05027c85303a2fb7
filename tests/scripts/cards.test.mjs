/** What the pass makes of tickets: one card an order, complete ones first, as late as its slowest station. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cardsOf, inOrder, slowest } from "../../static/kitchen/expo/cards.js";

const at = (minute) => `2026-07-14T04:${String(minute).padStart(2, "0")}:00.000Z`;
const line = (id, status, more = {}) => (
  { id: `${id}-${status}`, order_line_id: id, status, quantity: 1, done: 0, modifiers: [], note: "", cleared: false, ...more });

let n = 0;
function ticket(order, station, lines, more = {}) {
  n += 1;
  const done = lines.every((each) => ["ready", "served", "voided"].includes(each.status));
  return {
    id: `t${n}`, order_id: order, station_id: station, order_number: 1, round: 1, table: "A01", calls: [], hurried: 0,
    status: done ? "bumped" : "started", serve_waits: done, void_waits: false, held: false, course: 0, rushed: false,
    placed_at: at(0), fired_at: at(0), target_seconds: 600, lines, ...more,
  };
}

test("a dish of two stations is as far as its slower part", () => {
  const [card] = cardsOf([
    ticket("o", "wok", [line("noodles", "ready")]), ticket("o", "cold", [line("noodles", "queued")]),
  ]);
  assert.deepEqual(card.lines.map((each) => [each.id, each.status, each.parts.length]), [["noodles", "queued", 2]]);
  assert.equal(card.toGo, false);
});

test("complete orders come first, each group as it arrived", () => {
  const cards = cardsOf([
    ticket("late", "wok", [line("a", "queued")], { fired_at: at(1) }),
    ticket("second", "wok", [line("b", "ready")], { fired_at: at(3) }),
    ticket("first", "wok", [line("c", "ready")], { fired_at: at(2) }),
    ticket("later", "wok", [line("d", "queued")], { fired_at: at(4) }),
  ]);
  assert.deepEqual(inOrder(cards).map((card) => card.id), ["first", "second", "late", "later"]);
});

test("what is served or taken off is not missing, what is held waits for its course", () => {
  const [card] = cardsOf([
    ticket("o", "wok", [line("a", "served"), line("b", "voided", { cleared: true }), line("c", "ready")]),
    ticket("o", "wok", [line("d", "queued")], { held: true, course: 2, status: "open", serve_waits: false }),
  ]);
  assert.deepEqual([card.ready.length, card.missing.length, card.served, card.toGo], [1, 0, 1, true]);
  assert.deepEqual(card.held.map((course) => course.course), [2]);
});

test("an order leaves with its last dish, whichever ticket it was on", () => {
  const parts = [ticket("o", "wok", [line("a", "served")]), ticket("o", "cold", [line("b", "served")])];
  assert.deepEqual(cardsOf(parts), []);
  assert.deepEqual(cardsOf(parts.map((each) => ({ ...each, serve_waits: false }))), []);
});

test("a card is as late as the station that is furthest beyond its own target", () => {
  const bar = ticket("o", "bar", [line("a", "queued")], { target_seconds: 180 });
  const [card] = cardsOf([ticket("o", "wok", [line("b", "queued")], { target_seconds: 900 }), bar]);
  assert.equal(slowest(card, () => 200).id, bar.id);
});
