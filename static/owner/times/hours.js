/** The hours of the day as bars from zero: half of the dishes in the dark part, nine tenths in the whole. */
import { html } from "htm/preact";
import { Few } from "./entries.js";
import { minutes, share, t } from "./words.js";

const TALL = 120;
const WIDE = 24;
const STEPS = [60, 120, 300, 600, 900, 1200, 1800, 3600];

export function Hours({ items }) {
  const most = Math.max(60, ...items.map((item) => item.p90_seconds || 0));
  const step = STEPS.find((each) => most / each <= 4) || 7200;
  const top = Math.ceil(most / step) * step;
  const lines = Array.from({ length: top / step }, (_, n) => (n + 1) * step);
  const y = (seconds) => TALL - (seconds / top) * TALL;
  const wide = items.length * WIDE;
  return html`
    <figure class="by-hour">
      <svg viewBox=${`-34 -10 ${wide + 38} ${TALL + 34}`} role="img" aria-label=${t("hours_label")}>
        ${lines.map((seconds) => html`
          <g key=${seconds}><line class="rule" x1="0" x2=${wide} y1=${y(seconds)} y2=${y(seconds)} />
            <text class="scale" x="-4" y=${y(seconds) + 3}>${t("minute", { n: seconds / 60 })}</text></g>`)}
        <line class="ground" x1="0" x2=${wide} y1=${TALL} y2=${TALL} />
        ${items.map((item, n) => html`<${Bar} key=${item.key} item=${item} x=${n * WIDE} y=${y} />`)}
      </svg>
      <figcaption><span class="key median"></span>${t("median")} <span class="key p90"></span>${t("p90")}</figcaption>
    </figure>
    <table class="listed numbers">
      <caption class="unseen">${t("hour")}</caption>
      <thead><tr><th scope="col">${t("hour")}</th><th scope="col">${t("ready")}</th><th scope="col">${t("median")}</th>
        <th scope="col">${t("p90")}</th><th scope="col">${t("late")}</th></tr></thead>
      <tbody>
        ${items.map((item) => html`
          <tr key=${item.key}><th scope="row">${item.key}:00<${Few} item=${item} /></th><td>${item.count}</td>
            <td>${minutes(item.median_seconds)}</td><td>${minutes(item.p90_seconds)}</td><td>${share(item.late_share)}</td></tr>`)}
      </tbody>
    </table>`;
}

function Bar({ item, x, y }) {
  const bar = (name, seconds) => seconds !== null && html`
    <rect class=${name} x=${x + 4} width=${WIDE - 8} y=${y(seconds)} height=${TALL - y(seconds)} />`;
  return html`
    <g>
      ${bar("p90", item.p90_seconds)} ${bar("median", item.median_seconds)}
      <text class="hour" x=${x + WIDE / 2} y=${TALL + 14}>${item.key}</text>
    </g>`;
}
