/** The four layouts on A4 in true proportion: as thumbnails, and large with the first page's labels. */
import { html } from "htm/preact";

/** Millimetres, as the server draws them: where the first piece begins, its size, the gaps, columns and rows. */
export const LAYOUTS = {
  sticker_9: { x: 10, y: 20, w: 60, h: 70, gapX: 5, gapY: 16, columns: 3, rows: 3 },
  sticker_6: { x: 20, y: 14, w: 80, h: 80, gapX: 10, gapY: 12, columns: 2, rows: 3 },
  card: { x: 10, y: 16, w: 90, h: 54, gapX: 10, gapY: 13, columns: 2, rows: 4 },
  tent: { x: 0, y: 148.5, w: 105, h: 148.5, gapX: 0, gapY: 0, columns: 2, rows: 1 },
};

export function LayoutPicture({ layout, labels, large }) {
  const { x, y, w, h, gapX, gapY, columns, rows } = LAYOUTS[layout];
  const places = Array.from({ length: columns * rows }, (_, n) => ({
    n, left: x + (n % columns) * (w + gapX), top: y + Math.floor(n / columns) * (h + gapY),
  }));
  return html`
    <svg class=${large ? "layout large" : "layout"} viewBox="0 0 210 297" aria-hidden="true">
      <rect class="page" x="0" y="0" width="210" height="297" rx=${large ? 0 : 12} />
      ${places.map((place) => html`
        <g key=${place.n}>
          <rect class="piece" x=${place.left} y=${place.top} width=${w} height=${h} />
          ${large && labels[place.n] && html`
            <text x=${place.left + w / 2} y=${place.top + h / 2} text-anchor="middle" dominant-baseline="middle">${labels[place.n]}</text>`}
        </g>`)}
    </svg>`;
}
