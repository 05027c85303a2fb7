/** 开张: a square chop, dashed until it is earned. Drawn, so that it needs no font. */
import { html } from "htm/preact";
import { createWords } from "../../shared/words.js";

const t = createWords({
  waits: ["开张印，等六步做完", "The opening seal waits for the six steps"],
  stamped: ["开张印", "The opening seal"],
});
/** 开 and 张 as strokes on a grid of 40 each. */
const STROKES = [
  "M8 11H36M6 21H38M17 11V21C17 28 14 32 9 35M28 11V36",
  "M47 10H58V17H48L47 25H58C58 31 57 33 55 34L52 33M64 8V35M80 12C76 16 71 19 65 20M61 22H83M66 23C69 29 75 33 82 35M64 35L71 31",
];

export function OpeningSeal({ stamped }) {
  return html`
    <svg class="opening-seal" data-stamped=${stamped} viewBox="-4 -24 96 92" width="72" height="69" role="img"
      aria-label=${t(stamped ? "stamped" : "waits")}>
      <rect x="0" y="-20" width="88" height="84" rx="8" />
      ${STROKES.map((d) => html`<path d=${d} />`)}
    </svg>`;
}
