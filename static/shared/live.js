/**
 * The only socket. Numbers decide: lower → ignore, next → apply, a jump, another epoch or a higher heartbeat → catch up.
 * The same question goes out over HTTP every 15 s, so that a dead socket or broker loses nothing.
 */
import { signal } from "@preact/signals";
import { hearClock } from "./time.js";

const POLL = 15000;

/**
 * `streams`: `{name: {epoch, seq}}` that the first read gave. `onFrame(stream, kind, body)` and
 * `onSnapshot(stream, snapshot)` draw; a number counts as known only after they have returned.
 */
export function connectLive({ token, api, streams = {}, onFrame, onSnapshot, onRefused = () => {} }) {
  const known = { ...streams };
  const acknowledged = {};
  const asking = {};
  const lastContact = signal(Date.now());
  const online = signal(true);
  let socket = null;
  let closed = false;

  function hear(serverTime) {
    lastContact.value = Date.now();
    online.value = true;
    hearClock(serverTime);
  }

  function take(stream, answer) {
    if (answer.snapshot !== undefined) onSnapshot(stream, answer.snapshot);
    for (const frame of answer.frames || []) {
      if (frame.seq > (known[stream]?.seq || 0)) onFrame(stream, frame.kind, frame.body);
    }
    known[stream] = { epoch: answer.epoch, seq: answer.seq };
    acknowledge(stream);
  }

  /** Says what was drawn, until the server has heard it; a lost word is said again at the next heartbeat. */
  function acknowledge(stream) {
    const { seq } = known[stream];
    if (!socket?.connected || acknowledged[stream] === seq) return;
    socket.emit("ack", { stream, seq }, (answer) => { if (answer?.ok) acknowledged[stream] = seq; });
  }

  /** One question a stream at a time; whoever asks meanwhile gets the same answer. */
  function ask(stream) {
    asking[stream] = asking[stream] || catchUp(stream).finally(() => { delete asking[stream]; });
    return asking[stream];
  }

  async function catchUp(stream) {
    const at = known[stream] || { epoch: -1, seq: 0 };
    try {
      const answer = await api.get(`/api/v1/live?${new URLSearchParams({ stream, epoch: at.epoch, after: at.seq })}`);
      if (closed) return;
      hear(answer.server_time);
      take(stream, answer);
    } catch (problem) {
      if (!problem.status) online.value = false;
      if (problem.status === 401 || problem.status === 403) onRefused(problem);
    }
  }

  const askAll = () => Promise.all(Object.keys(known).map(ask));

  function frame(f) {
    hear();
    const at = known[f.stream];
    if (at && f.epoch === at.epoch && f.seq <= at.seq) return;
    if (!at || f.epoch !== at.epoch || f.seq !== at.seq + 1) {
      ask(f.stream);
      return;
    }
    onFrame(f.stream, f.kind, f.body);
    known[f.stream] = { epoch: f.epoch, seq: f.seq };
    acknowledge(f.stream);
  }

  function heads(h) {
    hear(h.server_time);
    for (const [name, seq] of Object.entries(h.streams)) {
      if (seq !== known[name]?.seq || h.epochs[name] !== known[name]?.epoch) ask(name);
      else acknowledge(name);
    }
  }

  function welcome(w) {
    hear(w.server_time);
    for (const [name, answer] of Object.entries(w.streams)) take(name, answer);
  }

  // The socket's library is fetched after the first view: reading the menu must not wait for it.
  import("socket.io-client").then(({ io }) => {
    if (closed) return;
    socket = io("/live", {
      transports: ["websocket"],
      auth: (give) => give({ token, streams: known }),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.5,
    });
    socket.on("welcome", welcome);
    socket.on("frame", frame);
    socket.on("heads", heads);
    socket.on("disconnect", () => { online.value = false; });
    socket.on("connect_error", (error) => { if (error.message === "not_signed_in") onRefused(error); });
  });

  const timer = setInterval(askAll, POLL);
  const awake = () => { if (document.visibilityState === "visible") askAll(); };
  const moments = ["visibilitychange", "pageshow", "online"];
  for (const name of moments) addEventListener(name, awake);

  function close() {
    closed = true;
    clearInterval(timer);
    for (const name of moments) removeEventListener(name, awake);
    socket?.close();
  }

  return { lastContact, online, askAll, close };
}
