/** What is said aloud to screen readers, and the toast that everybody sees. One polite region, one for errors. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";

const SEEN = 4000;

const polite = signal("");
const urgent = signal("");
const toast = signal(null);
let timer = 0;

export function say(text) {
  polite.value = text;
}

/** `mark`: the table object of whoever it is about. */
export function show(text, { error = false } = {}) {
  clearTimeout(timer);
  toast.value = { text, error };
  (error ? urgent : polite).value = text;
  timer = setTimeout(() => { toast.value = null; }, error ? 2 * SEEN : SEEN);
}

export function Announcer() {
  const shown = toast.value;
  return html`
    <p class="unseen" role="status">${polite}</p>
    <p class="unseen" role="alert">${urgent}</p>
    ${shown && html`
      <button type="button" class=${`toast${shown.error ? " error" : ""}`} tabindex="-1" aria-hidden="true"
        onClick=${() => { toast.value = null; }}>${shown.text}</button>`}`;
}
