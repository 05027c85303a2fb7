/** How far a dish is, as a shape: a ring, half a disc, a tick, a bar that waits. Told apart in grey. */
import { html } from "htm/preact";

const SHAPES = {
  held: html`<path d="M8.5 5v14M15.5 5v14" />`,
  queued: html`<circle cx="12" cy="12" r="8" />`,
  preparing: html`<circle cx="12" cy="12" r="8" /><path class="fill" d="M12 4a8 8 0 0 1 0 16z" />`,
  ready: html`<circle class="fill" cx="12" cy="12" r="10" /><path class="over" d="M7 12.5 10.5 16 17 8.5" />`,
  served: html`<path d="M5 12.5 10 17.5 19.5 7" />`,
  voided: html`<path d="M6 6l12 12M18 6 6 18" />`,
};

export function Mark({ status }) {
  return html`
    <svg class="mark-shape" viewBox="0 0 24 24" width="1em" height="1em" aria-hidden="true">${SHAPES[status]}</svg>`;
}
