/** Signs that are shapes, so that grey print and any eyes tell them apart: ▲ due, ‼ late, ‼‼ half as late again, ⚠ allergy. */
import { html } from "htm/preact";

const SHAPES = {
  due: html`<path d="M12 3 22.5 21h-21z" />`,
  late: html`<path d="M5.5 2.5h5l-.9 12h-3.2zM13.5 2.5h5l-.9 12h-3.2z" /><circle cx="8" cy="19" r="2.6" /><circle cx="16" cy="19" r="2.6" />`,
  very: html`
    <path d="M1 2.5h4l-.7 12H1.7zM7.2 2.5h4l-.7 12H7.9zM13.4 2.5h4l-.7 12h-2.6zM19.6 2.5h4l-.7 12h-2.6z" />
    <circle cx="3" cy="19" r="2.1" /><circle cx="9.2" cy="19" r="2.1" /><circle cx="15.4" cy="19" r="2.1" /><circle cx="21.6" cy="19" r="2.1" />`,
  allergy: html`
    <path fill-rule="evenodd"
      d="M12 2.5 23 21.5H1zM10.8 9.5l.4 6h1.6l.4-6zM12 16.8a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z" />`,
};

export function Sign({ cue }) {
  if (!SHAPES[cue]) return null;
  return html`<svg class="sign" viewBox="0 0 24 24" width="1em" height="1em" fill="currentColor" aria-hidden="true">
    ${SHAPES[cue]}</svg>`;
}
