/** 出餐时间: how long the kitchen took, by station, hour or dish, over some days. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { serverNow } from "../../shared/time.js";
import { lang } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { Field } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { Entries } from "./entries.js";
import { Hours } from "./hours.js";
import { Whole } from "./whole.js";
import { t } from "./words.js";

const DAY = 86400000;
const BY = ["station", "hour", "dish"];
const SPANS = { today: [0, 0], yesterday: [1, 1], week: [6, 0], month: [29, 0] };

/** The business day that it is now, and days before it. */
function dayAgo(days) {
  const [hours, minutes] = shop.value.day_starts_at.split(":").map(Number);
  const local = new Date(serverNow() - (hours * 60 + minutes) * 60000);
  const today = local.toLocaleDateString("sv-SE", { timeZone: shop.value.time_zone });
  return new Date(Date.parse(today) - days * DAY).toISOString().slice(0, 10);
}

export function Times() {
  const [span, setSpan] = useState({ from: dayAgo(6), to: dayAgo(0) });
  const [by, setBy] = useState("station");
  const [times, setTimes] = useState(null);
  const [fault, setFault] = useState("");
  const query = new URLSearchParams({ ...span, by });

  useEffect(() => {
    let asked = true;
    attempt(() => api.get(`${home.value}/reports/kitchen?${query}`), { quiet: true }).then(({ answer, problem }) => {
      if (!asked) return;
      setFault(problem ? t(problem.status === 422 ? "fault" : "failed") : "");
      if (answer) setTimes(answer);
    });
    return () => { asked = false; };
  }, [shop.value.id, span.from, span.to, by]);

  return html`
    <div class="times-page stack">
      <section class="card stack">
        <div class="chips" role="group" aria-label=${t("days")}>
          ${Object.entries(SPANS).map(([key, [from, to]]) => html`
            <${Chip} key=${key} chosen=${span.from === dayAgo(from) && span.to === dayAgo(to)} label=${t(key)}
              choose=${() => setSpan({ from: dayAgo(from), to: dayAgo(to) })} />`)}
        </div>
        <div class="two">
          <${Field} id="times-from" type="date" label=${t("from")} value=${span.from} fault=${fault}
            onChange=${(event) => event.target.value && setSpan({ ...span, from: event.target.value })} />
          <${Field} id="times-to" type="date" label=${t("to")} value=${span.to}
            onChange=${(event) => event.target.value && setSpan({ ...span, to: event.target.value })} />
        </div>
      </section>
      ${!times && !fault && html`<p class="quiet">${t("loading")}</p>`}
      ${times && html`<${Whole} times=${times} />`}
      ${times && times.items.length > 0 && html`
        <section class="card stack">
          <div class="line">
            <div class="chips grow" role="group" aria-label=${t("by")}>
              ${BY.map((key) => html`
                <${Chip} key=${key} chosen=${by === key} label=${t(key)} choose=${() => setBy(key)} />`)}
            </div>
            <a class="link" download href=${`${home.value}/reports/kitchen.csv?${query}&lang=${lang.value}`}>
              <${Icon} name="download" size="20" /> CSV</a>
          </div>
          ${times.by === "hour" ? html`<${Hours} items=${times.items} />` : html`<${Entries} times=${times} />`}
          <p class="hint">${t("how")}</p>
        </section>`}
    </div>`;
}

const Chip = ({ chosen, label, choose }) => html`
  <button type="button" class="chip" aria-pressed=${chosen} onClick=${choose}>${label}</button>`;
