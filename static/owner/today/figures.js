/** Orders, money, minutes; the hours as bars on the same slip. */
import { html } from "htm/preact";
import { money } from "../../shared/money.js";
import { serverNow } from "../../shared/time.js";
import { manages, shop } from "../shell/shops.js";
import { span, t } from "./words.js";

const TALLEST = 88;
const BARS = 11;

export function Figures({ today }) {
  return html`
    <section class="slip figures">
      <dl>
        <${Figure} value=${today.orders} about=${t("orders", { n: today.open_visits.length })} />
        <${Figure} value=${money(today.takings, today.currency)}
          about=${today.unpaid ? t("unpaid", { money: money(today.unpaid, today.currency) }) : t("all_paid")} />
        <${Figure} value=${today.average_ready_seconds === null ? "–" : span(today.average_ready_seconds)}
          about=${manages.value
            ? html`<a class="to-times" href="#kitchen/times">${t(today.average_ready_seconds === null ? "no_average" : "average")}</a>`
            : t(today.average_ready_seconds === null ? "no_average" : "average")} />
      </dl>
      ${today.by_hour.length > 0 && html`<hr /><${Hours} hours=${padded(today.by_hour)} />`}
    </section>`;
}

/** At least eleven bars, so that the first order of the day does not fill the page; hours to come are faint. */
function padded(hours) {
  const more = Array.from({ length: Math.max(0, BARS - hours.length) }, (_, n) => (
    { hour: (hours[hours.length - 1].hour + 1 + n) % 24, orders: 0, total: 0, ahead: true }
  ));
  return [...hours, ...more];
}

function Figure({ value, about }) {
  return html`<div><dd>${value}</dd><dt>${about}</dt></div>`;
}

function Hours({ hours }) {
  const most = Math.max(...hours.map((h) => h.orders), 1);
  const present = Number(new Date(serverNow()).toLocaleTimeString("en-GB", { hour: "2-digit", timeZone: shop.value.time_zone }));
  return html`
    <ol class="hours" aria-label=${t("by_hour")}>
      ${hours.map((h) => {
        const now = h.hour === present;
        return html`
          <li key=${h.hour} data-now=${now} data-ahead=${h.ahead} aria-label=${t("hour_orders", { hour: h.hour, n: h.orders })}>
            <span class="count">${now || h.orders === most ? h.orders : ""}</span>
            <span class="bar-of-hour" style=${{ height: `${Math.max(2, Math.round((h.orders / most) * TALLEST))}px` }}></span>
            <span class="hour">${h.hour}</span>
          </li>`;
      })}
    </ol>`;
}
