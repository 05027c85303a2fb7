/** All orders minus each reason is what counted. Hatched is lost; an edge in celadon can be mended; 4 px at the least. */
import { html } from "htm/preact";
import { yuan } from "../shell/parts.js";
import { said } from "../shell/state.js";
import { t } from "../words.js";

const AGAIN = ["returned", "code_unregistered"]; // what is mended for orders of the past, too

export function Waterfall({ fall, choose }) {
  if (!fall.all) return html`<p class="empty quiet">${t("nothingYet")}</p>`;
  let rest = fall.all;
  const steps = fall.minus.map((reason) => {
    const from = rest;
    rest -= reason.orders;
    return { ...reason, from, to: rest };
  });
  return html`
    <ol class="fall">
      <${Step} kind="all" from=${fall.all} to=${0} of=${fall.all} count=${fall.all}
        label=${t("allOrders")} note=${t("paidHere")} press=${() => choose("")} />
      ${steps.map((s) => html`
        <${Step} key=${s.code} kind=${kindOf(s)} from=${s.from} to=${s.to} of=${fall.all}
          count=${`−${s.orders}`} label=${said(s)} press=${() => choose(s.code)} note=${note(s)} />`)}
      <${Step} kind="counted" from=${fall.counted} to=${0} of=${fall.all} count=${fall.counted}
        label=${t("counts")} note=${fall.per_order ? t("each", { amount: yuan(fall.per_order) }) : ""} press=${() => choose("counted")} />
    </ol>`;
}

const kindOf = (step) => (AGAIN.includes(step.code) ? "mend now" : step.who && step.who !== "platform" ? "mend" : "lost");

function note(step) {
  if (AGAIN.includes(step.code)) return t("canMendNow", { n: step.orders });
  if (step.code === "repeat") return t("firstOnly");
  if (!step.who || step.who === "platform") return t("cannot");
  return `${t("canMend")} · ${t(`who_${step.who}`)}`;
}

/** `from` and `to` are counts of orders; the bar stands between them. Its place is set as numbers, the style draws. */
function Step({ kind, from, to, of, count, label, note: below, press }) {
  const place = (bar) => {
    bar?.style.setProperty("--from", from / of);
    bar?.style.setProperty("--size", (from - to) / of);
    bar?.style.setProperty("--to", to / of);
  };
  return html`
    <li class=${kind} ref=${place}>
      <button type="button" onClick=${press}>
        <span class="plot"><b>${count}</b><i></i></span>
        <span class="label">${label}<small>${below}</small></span>
      </button>
    </li>`;
}
