/**
 * The only socket. Numbers decide: lower → ignore, next → apply, a jump, another epoch or a higher heartbeat → catch up.
 * The same question goes out over HTTP: every 15 s beside a living socket, every 4 s without one, at once when nothing
 * was heard for 4.5 s, when the device wakes, and when it finds its network again. A dead socket or broker loses nothing.
 */
import { signal } from "@preact/signals";
import { hearClock } from "./time.js";

const POLL = 15000;
const POLL_WITHOUT_SOCKET = 4000;
const UNEASY = 4500; // a heartbeat comes every 3 s
const SOON = 2000;
const OVERDUE = 2500; // with SOON and a look twice a second: true again within 5 s of the network's return
const TOGETHER = 20; // streams in one question: servers take addresses of 4,000 letters
const PATIENCE = 5000;
const AGAIN = 2000; // after a server that let nobody in at that moment

/**
 * `streams`: `{name: {epoch, seq}}`, where the first read stood. `onFrame(stream, kind, body)` and
 * `onSnapshot(stream, snapshot)` put into the page's state; `drawn()` may give a promise of the moment when people can
 * see it (until then nothing is acknowledged), and `onDrawn(streams)` is told the numbers that are on the screen now:
 * a page that keeps them keeps what it drew beside them, in one write. `acknowledges`: kitchen screens only.
 */
export function connectLive({
  token, api, streams = {}, onFrame, onSnapshot, onRefused = () => {}, onStranger = () => {},
  drawn = () => undefined, onDrawn = () => {}, acknowledges = false,
}) {
  const known = { ...streams };
  const wanted = {};
  const shown = {};
  const acknowledged = {};
  const asking = {};
  const lastContact = signal(Date.now());
  const online = signal(true);
  const tries = signal(0);
  let socket = null;
  let closed = false;
  let lastPoll = Date.now();
  let socketHeard = Date.now();

  function hear(serverTime) {
    lastContact.value = Date.now();
    online.value = true;
    tries.value = 0;
    hearClock(serverTime);
  }

  const isAhead = (stream, epoch, seq) => {
    const at = known[stream];
    return !at || at.epoch !== epoch || seq > at.seq;
  };

  /** An answer that is older than what is known already would take the page back: it is dropped. */
  function take(stream, answer) {
    const at = known[stream];
    if (at && at.epoch === answer.epoch && answer.seq < at.seq) return;
    if (answer.snapshot !== undefined) onSnapshot(stream, answer.snapshot);
    for (const frame of answer.frames || []) {
      if (isAhead(stream, answer.epoch, frame.seq)) onFrame(stream, frame.kind, frame.body);
    }
    moveTo(stream, answer.epoch, answer.seq);
  }

  function moveTo(stream, epoch, seq) {
    const before = known[stream];
    known[stream] = { epoch, seq };
    if (!before || before.epoch !== epoch || before.seq !== seq || !shown[stream]) draw(stream);
    else acknowledge(stream);
  }

  /** A number counts as shown only when people can see it. */
  async function draw(stream) {
    const at = known[stream];
    await drawn();
    if (closed) return;
    shown[stream] = at;
    onDrawn({ ...shown });
    acknowledge(stream);
  }

  /** Says what was drawn, until the server has heard it; a lost word is said again at the next heartbeat. */
  function acknowledge(stream) {
    const at = shown[stream];
    if (!acknowledges || !socket?.connected || !at || !stream.startsWith("station:")) return;
    if (acknowledged[stream]?.seq === at.seq && acknowledged[stream]?.epoch === at.epoch) return;
    socket.emit("ack", { stream, seq: at.seq }, (answer) => { if (answer?.ok) acknowledged[stream] = at; });
  }

  /** One question a stream at a time, several in one; what went further meanwhile is asked for again. */
  function ask(...names) {
    const fresh = names.filter((name) => !asking[name]);
    for (let n = 0; n < fresh.length; n += TOGETHER) askTogether(fresh.slice(n, n + TOGETHER));
    return Promise.all(names.map((name) => asking[name]));
  }

  function askTogether(names) {
    const answered = catchUp(names).finally(() => {
      const behind = names.filter((name) => wanted[name] && isAhead(name, wanted[name].epoch, wanted[name].seq));
      for (const name of names) {
        delete asking[name];
        delete wanted[name];
      }
      if (!closed) ask(...behind);
    });
    for (const name of names) asking[name] = answered;
  }

  /** `name,epoch,after,drawn` */
  function place(name) {
    const at = known[name] || { epoch: -1, seq: 0 };
    const drawnTo = acknowledges && shown[name]?.epoch === at.epoch ? shown[name].seq : 0;
    return ["at", [name, at.epoch, at.seq, drawnTo].join()];
  }

  async function catchUp(names) {
    try {
      const answer = await api.get(`/api/v1/live?${new URLSearchParams(names.map(place))}`, { patience: PATIENCE });
      if (closed) return;
      hear(answer.server_time);
      const strange = names.find((name) => answer.streams[name].code);
      for (const name of names) if (!answer.streams[name].code) take(name, answer.streams[name]);
      if (strange) onStranger(strange);
    } catch (problem) {
      if (!problem.status) {
        online.value = false;
        tries.value += 1;
      }
      if (problem.status === 401 || problem.status === 403) onRefused(problem);
    }
  }

  function askAll() {
    lastPoll = Date.now();
    return ask(...Object.keys(known));
  }

  function hearSocket(serverTime) {
    socketHeard = Date.now();
    hear(serverTime);
  }

  function frame(f) {
    hearSocket();
    const at = known[f.stream];
    if (at && f.epoch === at.epoch && f.seq <= at.seq) return;
    if (!at || f.epoch !== at.epoch || f.seq !== at.seq + 1) {
      wanted[f.stream] = { epoch: f.epoch, seq: f.seq };
      ask(f.stream);
      return;
    }
    onFrame(f.stream, f.kind, f.body);
    moveTo(f.stream, f.epoch, f.seq);
  }

  function heads(h) {
    hearSocket(h.server_time);
    const isHere = (name) => h.streams[name] === known[name]?.seq && h.epochs[name] === known[name]?.epoch;
    const names = Object.keys(h.streams);
    names.filter(isHere).forEach(acknowledge);
    ask(...names.filter((name) => !isHere(name)));
  }

  /** Streams that this page does not know yet: its token was given more (or other) ones. */
  function welcome(w) {
    hearSocket(w.server_time);
    for (const [name, answer] of Object.entries(w.streams)) {
      if (!(name in streams) && Object.keys(streams).length) onStranger(name);
      take(name, answer);
    }
  }

  /**
   * A socket that says nothing may be dead though questions are answered: until it speaks or is given up, they go out
   * often. In silence nobody waits for a question that went into a hole: another goes out beside it.
   */
  function watch() {
    const silent = Date.now() - (socket?.connected ? socketHeard : lastContact.value);
    const since = Date.now() - lastPoll;
    const isAsking = Object.keys(asking).length > 0;
    if (silent >= UNEASY && since >= (isAsking ? OVERDUE : SOON)) {
      for (const name of Object.keys(asking)) delete asking[name];
      askAll();
    } else if (since >= (socket?.connected ? POLL : POLL_WITHOUT_SOCKET)) askAll();
  }

  for (const stream of Object.keys(known)) draw(stream);

  // The socket's library is fetched after the first view: reading the menu must not wait for it.
  import("socket.io-client").then(({ io }) => {
    if (closed) return;
    socket = io("/live", {
      transports: ["websocket"],
      auth: (give) => give({ token, streams: known }),
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      randomizationFactor: 0.5,
      timeout: PATIENCE,
    });
    socket.io.on("open", () => { lastPoll = Date.now(); }); // its welcome is on the way: the question gives it a moment
    socket.on("connect", () => { socketHeard = Date.now(); });
    socket.on("welcome", welcome);
    socket.on("frame", frame);
    socket.on("heads", heads);
    socket.on("disconnect", (reason) => {
      if (closed) return;
      askAll();
      if (reason === "io server disconnect") socket.connect(); // put out: revoked, or its streams are others now
    });
    socket.on("connect_error", (error) => {
      if (error.message === "not_signed_in") onRefused(error);
      else if (!closed && !socket.active) setTimeout(() => socket.connect(), AGAIN * (0.5 + Math.random())); // not now
    });
  }).catch((error) => console.info("no socket, asking over HTTP:", error.message));

  const timer = setInterval(watch, 500);
  const awake = () => {
    if (document.visibilityState !== "visible") return;
    askAll();
    if (socket && !socket.connected) socket.connect();
  };
  const moments = ["visibilitychange", "pageshow", "online"];
  for (const name of moments) addEventListener(name, awake);

  /** At once, and with a fresh socket: what a person's "reconnect now" does. */
  function reconnect() {
    if (socket && !socket.connected) socket.disconnect().connect();
    return askAll();
  }

  function close() {
    closed = true;
    clearInterval(timer);
    for (const name of moments) removeEventListener(name, awake);
    socket?.close();
  }

  return { lastContact, online, tries, askAll, reconnect, close };
}
