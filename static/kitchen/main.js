/** A kitchen screen: pairs, shows the board, never hides a ticket, never looks healthy when it is not. */
import { computed, signal } from "@preact/signals";
import { html } from "htm/preact";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { createApi, newKey } from "../shared/api.js";
import { connectLive } from "../shared/live.js";
import { hearClock, serverNow } from "../shared/time.js";
import { Board } from "./board.js";

const TOKEN = "zhuoma_screen";
const QUEUE = "zhuoma_touches";
if (location.hash.startsWith("#token=")) { localStorage[TOKEN] = location.hash.slice(7); history.replaceState(null, "", location.pathname); }

export const tickets = signal(new Map());
export const stations = signal([]);
export const gone = signal(new Map());
export const clock = signal(Date.now());
export const silent = signal(0);
export const pairing = signal(null);
export const queued = signal(JSON.parse(localStorage[QUEUE] || "[]"));
export const started = signal(false);
export const recent = signal([]);
let live;
const api = createApi({ token: () => localStorage[TOKEN], lang: "zh" });
export const open = computed(() => [...tickets.value.values()].filter((t) => ["open", "started"].includes(t.status) || (t.status === "voided" && !gone.value.has(t.id)))
  .sort((a, b) => a.placed_at.localeCompare(b.placed_at) || a.id.localeCompare(b.id)));

const put = (ticket) => { tickets.value = new Map(tickets.value).set(ticket.id, ticket); };

async function begin() {
  if (!localStorage[TOKEN]) return pair();
  try {
    const board = await api.get("/api/v1/kitchen/board");
    stations.value = board.stations;
    hearClock(board.server_time);
    tickets.value = new Map(board.tickets.map((t) => [t.id, t]));
    live = connectLive({ token: localStorage[TOKEN], api, streams: board.streams, acknowledges: true,
      onFrame: (stream, kind, body) => { if (body.lines) { put(body); if (kind === "ticket.fired") chime(); } },
      onSnapshot: (stream, all) => {
        const station = stream.split(":")[1];
        const kept = [...tickets.value.values()].filter((t) => t.station_id && t.station_id !== station);
        tickets.value = new Map([...kept, ...all.tickets].map((t) => [t.id, t]));
      },
      });
    live.askAll();
  } catch (error) {
    if (error.status === 401) { delete localStorage[TOKEN]; return pair(); }
    silent.value = Math.max(silent.value, 10);
    setTimeout(begin, 3000);
  }
  return undefined;
}

async function pair() {
  const waiting = await api.post("/api/v1/screens", { name: "" });
  pairing.value = waiting.pairing_code;
  const polling = createApi({ token: waiting.poll_token, lang: "zh" });
  const timer = setInterval(async () => {
    try {
      const answer = await polling.get("/api/v1/screens/pairing");
      if (answer.screen_token) { clearInterval(timer); localStorage[TOKEN] = answer.screen_token; pairing.value = null; begin(); }
    } catch (error) { if (error.status) { clearInterval(timer); pair(); } }
  }, 2000);
}

/** A touch is kept with its id until the server has it: offline bumps apply once, later. */
export async function touch(ticket, act, line) {
  const path = `/api/v1/kitchen/tickets/${ticket.id}${line ? `/lines/${line.id}` : ""}/${act}`;
  if (act === "bump" && !line) gone.value = new Map(gone.value).set(ticket.id, Date.now());
  keep([...queued.value, { path, id: newKey() }]);
  await flush();
  if (act === "bump" && !line) setTimeout(() => { const rest = new Map(gone.value); rest.delete(ticket.id); gone.value = rest; }, 5000);
}

const keep = (list) => { queued.value = list; localStorage[QUEUE] = JSON.stringify(list); };
let flushing = false;
async function flush() {
  if (flushing) return;
  flushing = true;
  try {
    while (queued.value.length) {
      const [next, ...rest] = queued.value;
      try { put(await api.post(next.path, { request_id: next.id })); } catch (error) { if (!error.status || error.status >= 500) break; }
      keep(rest);
    }
  } finally { flushing = false; }
}

export const readRecent = async () => { recent.value = (await api.get("/api/v1/kitchen/recent")).items; };
export const soldOut = (line) => api.post(`/api/v1/kitchen/menu-items/${line.item_id}/availability`, { available: false });

let sound; let lastChime = 0;
export function startShift() {
  sound = new (window.AudioContext || window.webkitAudioContext)();
  started.value = true;
  navigator.wakeLock?.request("screen").catch((error) => console.info("no wake lock", error.name));
}
function chime() {
  if (!sound || Date.now() - lastChime < 3000) return;
  lastChime = Date.now();
  [880, 1175].forEach((hz, n) => { const tone = sound.createOscillator(); const volume = sound.createGain(); tone.frequency.value = hz;
    volume.gain.setValueAtTime(0.3, sound.currentTime + n * 0.18); volume.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + n * 0.18 + 0.4);
    tone.connect(volume).connect(sound.destination); tone.start(sound.currentTime + n * 0.18); tone.stop(sound.currentTime + n * 0.18 + 0.5); });
}

function App() {
  useEffect(() => {
    begin();
    const timer = setInterval(() => { clock.value = serverNow(); if (live) silent.value = Math.round((Date.now() - live.lastContact.value) / 1000); flush(); }, 1000);
    return () => clearInterval(timer);
  }, []);
  if (pairing.value) return html`<div class="pair">在设置页「厨房」输入这个码 · Type this code on the settings page<b>${pairing.value.slice(0, 4)}-${pairing.value.slice(4)}</b>10 分钟内有效 · valid for 10 minutes</div>`;
  return html`<${Board} last=${live?.lastContact.value} />`;
}

render(html`<${App} />`, document.getElementById("app"));
