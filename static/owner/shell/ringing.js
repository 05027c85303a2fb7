/** Two falling tones. A browser lets sound begin only after a tap: until then the page says so and offers one. */
import { signal } from "@preact/signals";

const TONES = [880, 587, 880, 587]; // Hz

/** Whether an alarm could not be heard, for want of a tap. */
export const soundWaits = signal(false);
let context = null;

/** Must be called inside a tap. */
export function wakeSound() {
  begin().resume().then(ring);
}

export function ring() {
  soundWaits.value = begin().state !== "running";
  if (soundWaits.value) return;
  TONES.forEach((hz, n) => {
    const begins = context.currentTime + n * 0.22;
    const tone = context.createOscillator();
    const gain = context.createGain();
    tone.frequency.value = hz;
    gain.gain.setValueAtTime(0.5, begins);
    gain.gain.exponentialRampToValueAtTime(0.001, begins + 0.2);
    tone.connect(gain).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + 0.22);
  });
}

function begin() {
  context = context || new (window.AudioContext || window.webkitAudioContext)();
  return context;
}
