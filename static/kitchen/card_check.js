/** A bank card is 85.6 mm wide everywhere: its outline, dragged to the size of a real one, tells what a millimetre is here. */
import { html } from "htm/preact";
import { useRef } from "preact/hooks";
import { prefs, setPref } from "./prefs.js";
import { CARD_MM, SCREENS } from "./size.js";
import { t } from "./words.js";

const TALL = 53.98 / CARD_MM;
const [LEAST, MOST] = [150, 640]; // px: from a large TV to a phone

export function CardCheck() {
  const from = useRef(null);
  const density = prefs.value.pxPerMm || SCREENS[prefs.value.screen] || SCREENS.tablet;
  const width = Math.round(density * CARD_MM);
  const set = (wide) => setPref({ pxPerMm: Math.max(LEAST, Math.min(MOST, wide)) / CARD_MM });
  const drag = {
    onPointerDown(event) {
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, width };
    },
    onPointerMove(event) {
      if (from.current) set(from.current.width + event.clientX - from.current.x);
    },
    onPointerUp: () => { from.current = null; },
    onPointerCancel: () => { from.current = null; },
  };
  return html`
    <div class="card-check">
      <p>${t("card_hint")}</p>
      <div class="card" style=${{ width: `${width}px`, height: `${Math.round(width * TALL)}px` }}>
        <span class="chip-drawing"></span>
        <button type="button" class="edge" aria-hidden="true" tabindex="-1" ...${drag}></button>
      </div>
      <input type="range" min=${LEAST} max=${MOST} value=${width} aria-label=${t("card")}
        onInput=${(event) => set(Number(event.target.value))} />
      <p class="hint">${t("card_size", { n: density.toFixed(1) })}</p>
    </div>`;
}
