/**
 * Real clients for the tests: our own static/shared/live.js over the real socket.io-client, driven by lines of JSON.
 *
 * In: {do: "open", id, base, token, streams} · {do: "trust", …} · {do: "look", id} · {do: "drop"} · {do: "deafen", deaf} · {do: "close", id}
 *     {do: "arrive", wanted: {id: [ticket ids]}, patience}
 * Out, for each look: what the client shows by stream, how often each ticket was fired at it, its contact; for each
 * arrive: when (milliseconds since 1970) each client was first seen with exactly those open tickets, null for never.
 */
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
const { WebSocket } = require("ws");
const { io } = await import("socket.io-client");

// What a browser has and Node has not; the poll of 15 s may run faster.
globalThis.addEventListener = () => {};
globalThis.removeEventListener = () => {};
globalThis.document = { visibilityState: "visible" };
const slowly = globalThis.setInterval;
globalThis.setInterval = (work, wait) => slowly(work, wait === 15000 ? Number(process.argv[2]) : wait);

const sockets = new Set();
let deaf = false;
const setSocket = WebSocket.prototype.setSocket;
WebSocket.prototype.setSocket = function remember(...args) {
  setSocket.apply(this, args);
  sockets.add(this);
  this.on("close", () => sockets.delete(this));
  if (deaf) this.terminate();
};

const { connectLive } = await import("../../static/shared/live.js");
const { createApi } = await import("../../static/shared/api.js");
const clients = new Map();

const put = (list, thing, key = "id") => [...(list || []).filter((each) => each[key] !== thing[key]), thing];
const OPEN = ["open", "started"];

/** What the cooks have read: ticket → the notes of its lines. */
const see = (client, ticket) => { client.seen[ticket.id] = ticket.lines.map((line) => line.note); };

/** The screens' rules in short: whole objects by id; a frame that was drawn already does no harm. */
function draw(client, stream, kind, body) {
  const state = client.streams[stream] || {};
  if (kind.startsWith("ticket.")) {
    state.tickets = put(state.tickets, body).filter((ticket) => OPEN.includes(ticket.status));
    if (kind === "ticket.fired") client.fired[body.id] = (client.fired[body.id] || 0) + 1;
    see(client, body);
  } else if (kind === "order.changed") state.orders = put(state.orders, body);
  else if (kind.startsWith("call.")) state.calls = put(state.calls, body);
  else if (kind === "guest.joined") state.guests = put(state.guests, body);
  else if (kind === "cart.changed") state.cart = body;
  else if (kind === "bill.changed") state.bill = body;
  else if (kind === "kitchen.alarm") state.alarms = put(state.alarms, body);
  client.streams[stream] = state;
}

async function open({ id, base, token, streams }) {
  const plain = createApi({ token, lang: "zh" });
  const api = { get: (path) => plain.get(base + path) };
  const client = { streams: {}, fired: {}, seen: {}, frames: 0, snapshots: 0, refused: 0 };
  globalThis.location = new URL(base); // socket.io-client reads it when it connects
  client.live = connectLive({
    token,
    api,
    streams,
    acknowledges: token.startsWith("s."), // kitchen screens only
    onFrame: (stream, kind, body) => { client.frames += 1; draw(client, stream, kind, body); },
    onSnapshot: (stream, snapshot) => {
      client.snapshots += 1;
      client.streams[stream] = snapshot;
      (snapshot.tickets || []).forEach((ticket) => see(client, ticket));
    },
    onRefused: () => { client.refused += 1; },
  });
  clients.set(id, client);
  await new Promise(setImmediate);
}

/** A client as others write it: it draws what the socket brings and trusts that this was all. */
function trust({ id, base, token }) {
  const client = { streams: {}, fired: {}, seen: {}, frames: 0, snapshots: 0, refused: 0 };
  const socket = io(`${base}/live`, { transports: ["websocket"], auth: { token }, reconnectionDelay: 500 });
  socket.on("frame", (frame) => { client.frames += 1; draw(client, frame.stream, frame.kind, frame.body); });
  client.live = { online: { get value() { return socket.connected; } }, close: () => socket.close() };
  clients.set(id, client);
}

function look({ id, n }) {
  const { live, ...client } = clients.get(id);
  const answer = { id, n, ...client, sockets: sockets.size, online: live.online.value };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

/** Many clients at once, without sending what they show. */
async function arrive({ wanted, patience, n }) {
  const ends = Date.now() + patience;
  const waiting = new Map(Object.entries(wanted).map(([id, tickets]) => [id, new Set(tickets)]));
  const at = Object.fromEntries(Object.keys(wanted).map((id) => [id, null]));
  while (waiting.size && Date.now() < ends) {
    for (const [id, tickets] of waiting) {
      const shown = new Set(Object.values(clients.get(id).streams).flatMap((s) => (s.tickets || []).map((t) => t.id)));
      if (shown.size !== tickets.size || [...shown].some((ticket) => !tickets.has(ticket))) continue;
      at[id] = Date.now();
      waiting.delete(id);
    }
    await new Promise((done) => { setTimeout(done, 20); });
  }
  process.stdout.write(`${JSON.stringify({ n, at })}\n`);
}

const acts = {
  open,
  trust,
  look,
  arrive,
  drop: () => sockets.forEach((socket) => socket.terminate()),
  deafen: (order) => { deaf = order.deaf; if (deaf) acts.drop(); },
  close: ({ id }) => { clients.get(id).live.close(); clients.delete(id); },
};

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  await acts[order.do](order);
}
process.exit(0);
