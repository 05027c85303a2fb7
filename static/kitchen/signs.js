/** Signs that are shapes, so that grey print and any eyes tell them apart: ▲ due, ‼ late, ‼‼ half as late again, ⚠ allergy. */
import { html } from "htm/preact";

const SHAPES = {
  due: html`<path d="M12 3 22.5 21h-21z" />`,
  late: html`<path d="M5.5 2.5h5l-.9 12h-3.2zM13.5 2.5h5l-.9 12h-3.2z" /><circle cx="8" cy="19" r="2.6" /><circle cx="16" cy="19" r="2.6" />`,
  very: html`
    <path d="M1 2.5h5l-.9 12H1.9zM9.5 2.5h5l-.9 12h-3.2zM18 2.5h5l-.9 12h-3.2zM26.5 2.5h5l-.9 12h-3.2z" />
    <circle cx="3.5" cy="19" r="2.6" /><circle cx="12" cy="19" r="2.6" /><circle cx="20.5" cy="19" r="2.6" /><circle cx="29" cy="19" r="2.6" />`,
  allergy: html`
    <path fill-rule="evenodd"
      d="M12 2.5 23 21.5H1zM10.8 9.5l.4 6h1.6l.4-6zM12 16.8a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6z" />`,
};

/** Four strokes as thick and as far apart as two: a sign that a small ticket squeezes is only a smear. */
const [NARROW, WIDE] = [24, 33];

export function Sign({ cue }) {
  if (!SHAPES[cue]) return null;
  const width = cue === "very" ? WIDE : NARROW;
  return html`<svg class=${cue === "very" ? "sign wide" : "sign"} viewBox=${`0 0 ${width} 24`} width=${`${width / NARROW}em`}
    height="1em" fill="currentColor" aria-hidden="true">${SHAPES[cue]}</svg>`;
}
