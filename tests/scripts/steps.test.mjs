/** What a touch makes of a ticket: the same table as tests/unit/test_ticket_states.py, and what only screens need. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { apply, isHeld, isOnBoard, left, memory, partsElsewhere, share, worksOf } from "../../static/kitchen/steps.js";

const CASES = JSON.parse(readFileSync(new URL("../unit/ticket_steps.json", import.meta.url)));
const AT = "2026-07-14T04:40:00.000Z";

const ticketOf = (lines, status, more = {}) => ({
  id: "t", status, rushed: false, void_waits: false, bumped_at: null, placed_at: "2026-07-14T04:31:07.120Z", ...more,
  lines: Object.entries(lines).map(([id, at]) => ({ id, quantity: 2, done: at === "ready" ? 2 : 0, status: at, cleared: false })),
});
const statuses = (ticket) => Object.fromEntries(ticket.lines.map((line) => [line.id, line.status]));
const withStatuses = (ticket, changes) => ({
  ...ticket, lines: ticket.lines.map((line) => (line.id in changes ? { ...line, status: changes[line.id], done: 0 } : line)),
});

for (const each of CASES) {
  test(each.name, () => {
    const before = ticketOf(each.lines, each.status);
    const touch = { do: each.do, ticket_id: "t", line_id: each.line, at: AT };
    let then = apply(before, touch);
    if (each.refused) {
      assert.deepEqual(then.lines, before.lines);
      assert.equal(then.status, before.status);
      return;
    }
    if (each.undo) {
      const meanwhile = apply(withStatuses(then, each.undo), { do: "bump", line_id: "nobody", at: AT });
      then = apply(meanwhile, { do: "undo", past: { t: memory(before, touch) }, at: AT });
    }
    assert.deepEqual(statuses(then), each.then);
    assert.equal(then.status, each.becomes);
  });
}

test("a bump makes every portion, an undo gives back how many there were", () => {
  const before = ticketOf({ a: "preparing", b: "ready" }, "started");
  before.lines[0].done = 1;
  const bump = { do: "bump", ticket_id: "t", at: AT };
  const done = apply(before, bump);
  assert.deepEqual(done.lines.map(left), [0, 0]);
  assert.equal(done.bumped_at, AT);
  assert.deepEqual(apply(done, { do: "undo", past: { t: memory(before, bump) }, at: AT }).lines.map(left), [1, 0]);
  assert.deepEqual(apply(done, { do: "recall", at: AT }).lines.map(left), [2, 2]);
});

test("portions go to the oldest tables first and end a line when none is left", () => {
  const [one, two] = ["one", "two"].map((id) => ({ ...ticketOf({ [`${id}-a`]: "queued" }, "open"), id }));
  const portions = [one, two].map((ticket) => ({ ticket, line: ticket.lines[0] }));
  const touch = { do: "portions", ticket_ids: ["one", "two"], shares: share(portions, 3), at: AT };
  assert.deepEqual(touch.shares, { one: { "one-a": 2 }, two: { "two-a": 1 } });
  const [first, second] = [apply(one, touch), apply(two, touch)];
  assert.equal(first.status, "bumped");
  assert.deepEqual([second.status, second.lines[0].status, second.lines[0].done], ["started", "preparing", 1]);
  assert.deepEqual(apply(second, touch).lines[0].status, "ready");
});

test("what is held stands on no board until it is called up", () => {
  const waiting = ticketOf({ a: "queued" }, "open", { held: true });
  assert.deepEqual([isHeld(waiting), isOnBoard(waiting)], [true, false]);
  const fired = apply(waiting, { do: "fire", at: AT });
  assert.deepEqual([isHeld(fired), isOnBoard(fired), fired.fired_at], [false, true, AT]);
});

test("a dish of several stations that is done together moves at all of them, and counts once", () => {
  const [hot, cold] = ["hot", "cold"].map((id) => ({ ...ticketOf({ a: "queued", b: "queued" }, "open"), id, held: false }));
  for (const ticket of [hot, cold]) {
    ticket.lines = ticket.lines.map((line) => ({ ...line, id: `${ticket.id}-${line.id}` }));
    ticket.lines[0] = { ...ticket.lines[0], order_line_id: "fish", together: true };
    ticket.lines[1] = { ...ticket.lines[1], order_line_id: `${ticket.id}-own`, together: false };
  }
  assert.deepEqual(worksOf([hot, cold]).map(({ line }) => line.id), ["hot-a", "hot-b", "cold-b"]);
  const bump = { do: "bump", ticket_id: "hot", at: AT };
  const elsewhere = partsElsewhere(hot, bump, [hot, cold]);
  assert.deepEqual(elsewhere, { cold: ["cold-a"] });
  const made = { ...bump, elsewhere };
  assert.deepEqual([hot, cold].map((ticket) => apply(ticket, made).lines.map(left)), [[0, 0], [0, 2]]);
  assert.deepEqual(partsElsewhere(hot, { ...bump, line_id: "hot-b" }, [hot, cold]), {});
  assert.deepEqual(partsElsewhere(hot, { ...bump, do: "start" }, [hot, cold]), {});
  const past = Object.fromEntries([hot, cold].map((ticket) => [ticket.id, memory(ticket, made)]));
  assert.deepEqual([hot, cold].map((ticket) => apply(apply(ticket, made), { do: "undo", past, at: AT }).status), ["open", "open"]);
});

test("a void waits on the board until each of its lines was seen", () => {
  const ticket = ticketOf({ a: "voided", b: "voided" }, "voided", { void_waits: true });
  const half = apply(ticket, { do: "clear", line_id: "a", at: AT });
  assert.deepEqual([half.void_waits, isOnBoard(half)], [true, true]);
  assert.equal(isOnBoard(apply(half, { do: "clear", at: AT })), false);
});
