/** The only socket. Numbers decide: lower → ignore, next → apply, jump → catch up. It also asks over HTTP every 15 s. */
import { signal } from "@preact/signals";

const POLL = 15000;

export function connectLive({ token, api, streams = {}, onFrame, onSnapshot, onClock = () => {} }) {
  const known = { ...streams };
  const heard = {};
  const lastContact = signal(Date.now());
  const online = signal(true);
  let socket = null;
  let closed = false;

  const touch = (serverTime) => { lastContact.value = Date.now(); online.value = true; if (serverTime) onClock(Date.parse(serverTime)); };

  function take(stream, answer) {
    if (answer.snapshot !== undefined) onSnapshot(stream, answer.snapshot, answer.seq);
    else for (const f of answer.frames || []) if (f.seq > (known[stream]?.seq || 0)) onFrame(stream, f.kind, f.body, f.seq);
    known[stream] = { epoch: answer.epoch, seq: answer.seq };
    confirm(stream);
  }

  /** Says what was drawn, until the server has heard it: a lost acknowledgement is said again at the next heartbeat. */
  function confirm(stream) {
    const { seq } = known[stream];
    if (socket?.connected && heard[stream] !== seq) socket.emit("ack", { stream, seq }, (answer) => { if (answer?.ok) heard[stream] = seq; });
  }

  async function ask(stream) {
    const at = known[stream] || { epoch: -1, seq: 0 };
    const query = new URLSearchParams({ stream, epoch: at.epoch, after: at.seq });
    try {
      const answer = await api.get(`/api/v1/live?${query}`);
      touch(answer.server_time);
      take(stream, answer);
    } catch (problem) {
      if (!problem.status) online.value = false;
    }
  }

  const askAll = () => Promise.all(Object.keys(known).map(ask));

  function frame(f) {
    touch();
    const at = known[f.stream];
    if (at && f.epoch === at.epoch && f.seq <= at.seq) return;
    if (!at || f.epoch !== at.epoch || f.seq !== at.seq + 1) { ask(f.stream); return; }
    onFrame(f.stream, f.kind, f.body, f.seq);
    known[f.stream] = { epoch: f.epoch, seq: f.seq };
    confirm(f.stream);
  }

  import("socket.io-client").then(({ io }) => {
    if (closed) return;
    socket = io("/live", { transports: ["websocket"], auth: (give) => give({ token, streams: known }),
      reconnectionDelay: 500, reconnectionDelayMax: 5000, randomizationFactor: 0.5 });
    socket.on("welcome", (w) => { touch(w.server_time); for (const [name, answer] of Object.entries(w.streams)) take(name, answer); });
    socket.on("frame", frame);
    socket.on("heads", (h) => {
      touch(h.server_time);
      for (const [name, seq] of Object.entries(h.streams)) if (seq !== known[name]?.seq || h.epochs[name] !== known[name]?.epoch) ask(name); else confirm(name);
    });
    socket.on("disconnect", () => { online.value = false; });
  });

  const timer = setInterval(askAll, POLL);
  const awake = () => { if (document.visibilityState === "visible") askAll(); };
  for (const name of ["visibilitychange", "pageshow", "online"]) addEventListener(name, awake);
  return { lastContact, online, askAll, close() { closed = true; clearInterval(timer); socket?.close(); } };
}
