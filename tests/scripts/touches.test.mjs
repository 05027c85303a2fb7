/** What a cook does while nobody answers: kept with its id, shown at once, sent once and in order when somebody does. */
import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";

localStorage.setItem("zhuoma:screen", JSON.stringify({ token: "t", since: Date.now() }));
const { api } = await import("../../static/kitchen/link.js");
const { pendingOf, put, shown, tickets, touches } = await import("../../static/kitchen/store.js");
const { flush, makePortions, touch, undo } = await import("../../static/kitchen/touches.js");

const ticketOf = (id, quantity = 1) => ({
  id, seq: 1, status: "open", held: false, rushed: false, void_waits: false, calls: [], order_number: 1, table: "A01",
  placed_at: "2026-07-14T04:31:07.120Z", fired_at: "2026-07-14T04:31:07.120Z", bumped_at: null,
  lines: [{ id: `${id}-a`, item_id: "d", modifiers: [{ id: "hot", quantity: 1 }], note: "", quantity, done: 0, status: "queued" }],
});
const sent = [];
let answer = null;
api.post = async (path, body) => {
  sent.push({ path, ...body });
  return answer(path, body);
};
const nobody = () => { throw Object.assign(new Error("offline"), { code: "offline" }); };
const kept = () => JSON.parse(localStorage.getItem("zhuoma:touches"));

beforeEach(() => {
  sent.length = 0;
  touches.value = [];
  tickets.value = new Map();
  put([ticketOf("one"), ticketOf("two", 3)]);
});
after(() => { touches.value = []; });

test("unsent touches are shown, kept on the device, and sent once each in their order", async () => {
  answer = nobody;
  touch("bump", tickets.value.get("one"));
  touch("start", tickets.value.get("two"));
  await flush();
  assert.deepEqual([...shown.value.values()].map((ticket) => ticket.status), ["bumped", "started"]);
  assert.equal(tickets.value.get("one").status, "open");
  assert.deepEqual([pendingOf("one"), pendingOf("two")], [1, 1]);
  assert.deepEqual(kept().map((made) => made.do), ["bump", "start"]);
  const ids = kept().map((made) => made.id);

  sent.length = 0;
  answer = (path) => ({ ...shown.value.get(path.includes("one") ? "one" : "two"), seq: 2 });
  await flush();
  await flush();
  assert.deepEqual(sent.map((each) => [each.path.split("/").slice(-2).join(" "), each.request_id]), [
    ["one bump", ids[0]], ["two start", ids[1]],
  ]);
  assert.deepEqual([touches.value, kept()], [[], []]);
  assert.equal(tickets.value.get("one").status, "bumped");
});

test("what the server refuses is taken back on the screen, and the rest goes on", async () => {
  answer = nobody;
  touch("bump", tickets.value.get("one"));
  touch("bump", tickets.value.get("two"));
  await flush();
  answer = (path) => {
    if (path.includes("one")) throw Object.assign(new Error("voided"), { status: 409, code: "illegal_step" });
    return { ...tickets.value.get("two"), status: "bumped", seq: 2 };
  };
  await flush();
  assert.deepEqual([...shown.value.values()].map((ticket) => ticket.status), ["open", "bumped"]);
  assert.equal(touches.value.length, 0);
});

test("a server that is busy or down is asked again with the same id", async () => {
  answer = () => { throw Object.assign(new Error("down"), { status: 503 }); };
  touch("bump", tickets.value.get("one"));
  await flush();
  await flush();
  assert.ok(sent.length >= 2);
  assert.equal(new Set(sent.map((each) => each.request_id)).size, 1);
  assert.equal(touches.value.length, 1);
});

test("undo names the touch that it takes back", async () => {
  answer = nobody;
  touch("bump", tickets.value.get("one"));
  undo(shown.value.get("one"));
  await flush();
  const [bump, back] = touches.value;
  assert.equal(back.undoes, bump.id);
  assert.equal(shown.value.get("one").status, "open");
});

test("a dish that several stations finish together is shown done at each of them at once", async () => {
  answer = nobody;
  const parts = ["one", "two"].map((id) => {
    const ticket = ticketOf(id);
    return { ...ticket, seq: 2, lines: [{ ...ticket.lines[0], order_line_id: "fish", together: true }] };
  });
  put(parts);
  touch("bump", parts[0]);
  await flush();
  assert.deepEqual([...shown.value.values()].map((ticket) => ticket.status), ["bumped", "bumped"]);
  assert.deepEqual([pendingOf("one"), pendingOf("two")], [1, 1]);
  undo(shown.value.get("two"));
  assert.deepEqual([...shown.value.values()].map((ticket) => ticket.status), ["open", "open"]);
  assert.equal(touches.value.length, 2);
});

test("portions over several tables are one touch", async () => {
  answer = nobody;
  const portions = ["one", "two"].map((id) => ({ ticket: tickets.value.get(id), line: tickets.value.get(id).lines[0] }));
  makePortions(portions, 2);
  await flush();
  assert.deepEqual([pendingOf("one"), pendingOf("two")], [1, 1]);
  assert.deepEqual([...shown.value.values()].map((ticket) => ticket.lines[0].done), [1, 1]);
  const { path, request_id: id, ...body } = sent[0];
  assert.ok(path.endsWith("/menu-items/d/portions") && id);
  assert.deepEqual(body, {
    quantity: 2, ticket_ids: ["one", "two"], modifiers: [{ id: "hot", quantity: 1 }], note: "",
  });

  undo(shown.value.get("two"));
  await flush();
  assert.deepEqual([...shown.value.values()].map((ticket) => [ticket.status, ticket.lines[0].done]), [["open", 0], ["open", 0]]);
  assert.deepEqual(touches.value[1].undoes, id);
});
