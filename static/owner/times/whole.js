/** The whole of the days: what half and nine tenths took, how much was late, what came back, what nobody heard. */
import { html } from "htm/preact";
import { minutes, share, t } from "./words.js";

export function Whole({ times }) {
  const { total, tickets, heard } = times;
  if (!total.count && !total.unfinished && !total.voided) {
    return html`<section class="card"><p>${t("none")}</p><p class="quiet">${t("none_about")}</p></section>`;
  }
  return html`
    <section class="card stack">
      <dl class="whole">
        <${Figure} value=${minutes(total.median_seconds)} label=${t("median")} />
        <${Figure} value=${minutes(total.p90_seconds)} label=${t("p90")} />
        <${Figure} value=${share(total.late_share)} label=${t("late")} />
        <${Figure} value=${total.count} label=${t("ready")} />
      </dl>
      <ul class="facts">
        ${tickets.count > 0 && html`<li>${t("tickets", { n: tickets.count, time: minutes(tickets.median_seconds) })}</li>`}
        ${heard.count > 0 && html`<li>${t("heard", { time: minutes(heard.p90_seconds) })}</li>`}
        ${heard.never > 0 && html`<li class="seal-text">${t("never", { n: heard.never })}</li>`}
        <li>${t("recalled", { n: total.recalls })} · ${t("voided", { n: total.voided })} · ${t("unfinished", { n: total.unfinished })}</li>
      </ul>
    </section>`;
}

const Figure = ({ value, label }) => html`<div><dd>${value}</dd><dt>${label}</dt></div>`;
