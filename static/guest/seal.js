/** The red seal 已下单: stamped once, when a kitchen screen really has the order. Drawn here, no font. */
import { html } from "htm/preact";
import { useRef } from "preact/hooks";
import { t } from "./words.js";

/* 已 下 单, each on a 24 grid */
const YI = "M4.5 5.2h14v6.3M4.8 11.2h13.7M5 8.2v9.6q0 1.7 2 1.7h10.6q1.7 0 1.9-3.6";
const XIA = "M3 5h18M11.6 5v16M12.2 10l4.6 3.6";
const DAN = "M7.6 2.6 9.8 5.8M16.4 2.6 14.2 5.8M5.2 7.2h13.6v7.6H5.2zM5.2 11h13.6M2.6 18h18.8M12 7.4V22";
/* 结 清 */
const JIE = "M7.5 2.8 4 8.2h4L4.2 13h4.6M4 17.2l4.8-1.4M11 6.8h10M16 3v8M11.8 11h8.6M12.6 14.4h6.8v6h-6.8z";
const QING = "M4 4.4l2.2 2M3.2 9.6l2.4 1.8M3.6 20l2.8-5.6M9 5.4h12M9.8 8.4h10.4M8.6 11.4h12.8M15 3v8.4M11 14.2h8v6.6M11 14.2v6.6M11 17h8";

const stamped = new Set();

/** `words`: "sent" or "settled". `id`: what it is stamped on; it is stamped once while the page lives. */
export function Seal({ id, above, below, words = "sent" }) {
  const fresh = useRef(!stamped.has(id));
  stamped.add(id);
  const label = words === "sent" ? t("sealLabel", { table: above, time: below }) : t("settledSeal");
  const strokes = words === "sent" ? [YI, XIA, DAN] : [YI, JIE, QING];
  return html`
    <svg class=${`seal${fresh.current ? " fresh" : ""}`} viewBox="0 0 120 120" width="80" height="80" role="img" aria-label=${label}>
      <g fill="none" stroke="currentColor">
        <circle cx="60" cy="60" r="55" stroke-width="5" /><circle cx="60" cy="60" r="48.5" stroke-width="1.5" />
        <path d="M30 41h60M30 80h60" stroke-width="1.5" />
        <g stroke-width="2.6" stroke-linecap="square" stroke-linejoin="miter">
          ${strokes.map((d, n) => html`<path key=${n} d=${d} transform=${`translate(${20 + n * 27} 47) scale(1.08 1.14)`} />`)}
        </g>
      </g>
      <g fill="currentColor" font-size="13" font-weight="700" text-anchor="middle">
        <text x="60" y="34">${above}</text><text x="60" y="95">${below}</text>
      </g>
      <g class="worn"><circle cx="13" cy="38" r="1.7" /><circle cx="104" cy="88" r="2" /><circle cx="84" cy="15" r="1.3" />
        <circle cx="33" cy="103" r="1.5" /><circle cx="70" cy="56" r="1" /><circle cx="45" cy="66" r="1.1" /></g>
    </svg>`;
}
