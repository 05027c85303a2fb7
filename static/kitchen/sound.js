/** Chimes: one a burst, again every 30 s and louder until anybody touches anything. Browsers want a tap first. */
import { computed, effect, signal } from "@preact/signals";
import { lang } from "../shared/words.js";
import { prefs, setPref } from "./prefs.js";
import { arrived, isExpo, open, touchedAt } from "./store.js";
import { t } from "./words.js";

const TONES = { // Hz one after the other
  new: [880, 1175],
  rush: [988, 988, 988],
  void: [784, 587],
  late: [659],
  very: [659, 523],
  ready: [1175, 1568],
  call: [784, 988, 784],
  offline: [196],
};
const BURST = 3000;
const AGAIN = 30000;
const LOUDEST = 5;
const MOST_SAID = 3; // of one burst; the rest is on the board
const MUTE = 5 * 60000;

export const started = signal(false);
export const mutedUntil = signal(0);
const running = signal(false);
export const soundState = computed(() => {
  if (prefs.value.muted) return "off";
  if (!started.value) return "waiting";
  return running.value ? "on" : "blocked";
});

let context = null;
let last = {};
let louder = 0;

/** Must be called inside a tap: browsers let sound begin nowhere else. */
export function wakeSound() {
  context = context || new (window.AudioContext || window.webkitAudioContext)();
  context.onstatechange = () => { running.value = context.state === "running"; };
  running.value = context.state === "running";
  started.value = true;
  context.resume().then(() => { running.value = context.state === "running"; });
}

export const muteFor = () => { mutedUntil.value = mutedUntil.value > Date.now() ? 0 : Date.now() + MUTE; };
export const toggleMuted = () => setPref({ muted: !prefs.value.muted });

/** One chime a burst; `came`: the tickets that arrived, to be spoken where the screen is asked to. */
export function chime(kind, came = []) {
  const now = Date.now();
  if (now - (last[kind] || 0) < BURST) return;
  last = { ...last, [kind]: now };
  if (soundState.value !== "on" || mutedUntil.value > now) return;
  play(TONES[kind], Math.min(LOUDEST, prefs.value.volume + louder));
  if (prefs.value.speak && came.length) setTimeout(() => came.slice(0, MOST_SAID).forEach(speak), 700);
}

function play(tones, volume) {
  tones.forEach((hz, n) => {
    const begins = context.currentTime + n * 0.18;
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = hz;
    gain.gain.setValueAtTime(volume / LOUDEST * 0.6, begins);
    gain.gain.exponentialRampToValueAtTime(0.001, begins + 0.45);
    tone.connect(gain).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + 0.5);
  });
}

function speak(ticket) {
  if (!window.speechSynthesis) return;
  const words = new SpeechSynthesisUtterance(t("said", { table: ticket.table, n: ticket.lines.length }));
  words.lang = lang.value === "zh" ? "zh-CN" : "en-GB";
  speechSynthesis.speak(words);
}

const unseen = computed(() => !isExpo.value && open.value.some((ticket) => (arrived.value.get(ticket.id) || 0) > touchedAt.value));
effect(() => {
  louder = 0;
  if (!unseen.value) return undefined;
  const timer = setInterval(() => {
    louder += 1;
    chime("new");
  }, AGAIN);
  return () => clearInterval(timer);
});
