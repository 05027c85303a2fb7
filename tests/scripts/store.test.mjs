/** The board's state: newer wins, order stands, what is left over stands aside, what is gone is forgotten. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

const {
  arrived, filter, forgetGone, held, leftOver, open, places, put, putBack, putBoard, putStation, second, setAside, stations, tickets,
} = await import("../../static/kitchen/store.js");

const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const ticketOf = (id, age, more = {}) => ({
  id, seq: 1, status: "open", held: false, void_waits: false, order_number: 1, station_id: "wok", calls: [], bumped_at: null,
  placed_at: ago(age), fired_at: ago(age), lines: [{ id: `${id}-a`, quantity: 1, done: 0, status: "queued" }], ...more,
});
const ids = (list) => list.map((ticket) => ticket.id);

beforeEach(() => {
  tickets.value = new Map();
  filter.value = [];
  stations.value = [{ id: "wok" }, { id: "bar" }];
  second.value = Math.floor(Date.now() / 1000);
});

test("of two the newer stays, whichever comes last", () => {
  put([ticketOf("one", 60, { seq: 5, table: "B03" })]);
  assert.deepEqual(put([ticketOf("one", 60, { seq: 4, table: "A12" })]), []);
  assert.equal(tickets.value.get("one").table, "B03");
});

test("tickets stand in the order in which they were fired", () => {
  put([ticketOf("late", 10), ticketOf("early", 60), ticketOf("course", 600, { fired_at: ago(30) })]);
  assert.deepEqual(ids(open.value), ["early", "course", "late"]);
});

test("a held ticket stands beside the board, and arrives when it is fired", () => {
  assert.deepEqual(put([ticketOf("course", 60, { held: true })]), []);
  assert.deepEqual([ids(held.value), ids(places.value)], [["course"], []]);
  const came = put([ticketOf("course", 60, { seq: 2 })]);
  assert.deepEqual([ids(came), ids(held.value), ids(places.value)], [["course"], [], ["course"]]);
  assert.ok(arrived.value.has("course"));
});

test("the whole truth of one station ends what it does not name, and leaves other stations alone", () => {
  putBoard({ stations: stations.value, held: [], tickets: [ticketOf("a", 60), ticketOf("b", 50), ticketOf("drink", 40, { station_id: "bar" })] });
  assert.deepEqual(ids(putStation("wok", [ticketOf("b", 50), ticketOf("new", 1)])), ["new"]);
  assert.deepEqual(ids(open.value), ["b", "drink", "new"]);
});

test("a filter hides other stations, never what has none", () => {
  put([ticketOf("a", 60), ticketOf("drink", 50, { station_id: "bar" }), ticketOf("lost", 40, { station_id: null })]);
  filter.value = ["bar"];
  assert.deepEqual(ids(places.value), ["drink", "lost"]);
  filter.value = ["gone"]; // a station that this screen has no more
  assert.equal(places.value.length, 3);
});

test("what is over 90 minutes old stands aside until somebody wants it back", () => {
  put([ticketOf("old", 91 * 60), ticketOf("young", 89 * 60)]);
  setAside();
  assert.deepEqual([ids(leftOver.value), ids(places.value)], [["old"], ["young"]]);
  putBack(tickets.value.get("old"));
  assert.deepEqual([ids(leftOver.value), ids(places.value)], [[], ["old", "young"]]);
});

test("what was bumped is remembered as long as it can be recalled, and no longer", () => {
  put([
    ticketOf("hour", 7000, { status: "bumped", bumped_at: ago(3500) }),
    ticketOf("gone", 9000, { status: "bumped", bumped_at: ago(7300) }),
    ticketOf("open", 9000),
  ]);
  forgetGone();
  assert.deepEqual([...tickets.value.keys()], ["hour", "open"]);
});
