/** Restaurant by restaurant: what was accrued, adjusted and taken back; what is confirmed, what is paid; other income. */
import { html } from "htm/preact";
import { signed, sum, yuan } from "../shell/parts.js";
import { monthName, title } from "../shell/state.js";
import { t } from "../words.js";

export const KINDS = ["advertising", "fee_spread", "operation_fee"];

export function Summary({ of }) {
  const gap = of.confirmed === null ? null : of.confirmed - of.estimated;
  return html`
    <section class="figures slip three" aria-label=${t("money")}>
      <div><h2>${t("estimated")} <small>${t("ours")}</small></h2><b>${yuan(of.estimated)}</b></div>
      <div class=${of.confirmed === null ? "waits" : ""}><h2>${t("confirmed")}</h2><b>${sum(of.confirmed)}</b>
        <p>${gap === null ? t("waits") : gap ? t("gap", { amount: signed(gap) }) : t("noGap")}</p></div>
      <div class=${of.paid === null ? "waits" : ""}><h2>${t("paid")}</h2><b>${sum(of.paid)}</b>
        <p>${of.paid === null ? t("waitsPaid") : ""}</p></div>
    </section>
    <${Others} of=${of} />
    <section class="card slip sums">
      <h2>${monthName(of.month)} <small>${t("byRestaurant")}</small></h2>
      ${of.summary.length ? html`<${Table} of=${of} />` : html`<p class="empty quiet">${t("noLedger", { month: monthName(of.month) })}</p>`}
      <p class="aside hash">${t("proof", { hash: of.sha256 })}</p>
    </section>`;
}

function Table({ of }) {
  return html`
    <div class="wide"><table>
      <thead><tr>
        <th scope="col">${t("restaurant")}</th><th scope="col">${t("programme")}</th>
        <th scope="col" class="number">${t("counted")}</th>
        <th scope="col" class="number">${t("accrual")}</th><th scope="col" class="number">${t("adjustment")}</th>
        <th scope="col" class="number">${t("reversal")}</th><th scope="col" class="number">${t("otherIncome")}</th>
        <th scope="col" class="number">${t("estimated")}</th>
        <th scope="col" class="number">${t("confirmed")}</th><th scope="col" class="number">${t("paid")}</th>
      </tr></thead>
      <tbody>${of.summary.map((row) => html`
        <tr key=${row.restaurant_id + row.programme}>
          <th scope="row">${row.restaurant}</th><td>${title(row.title)}</td>
          <td class="number" data-label=${t("counted")}>${row.counted} / ${row.orders}</td>
          <td class="number" data-label=${t("accrual")}>${yuan(row.accrual)}</td>
          <td class="number" data-label=${t("adjustment")}>${yuan(row.adjustment)}</td>
          <td class="number" data-label=${t("reversal")}>${yuan(row.reversal)}</td>
          <td class="number" data-label=${t("otherIncome")}>${yuan(others(row))}</td>
          <td class="number strong" data-label=${t("estimated")}>${yuan(row.estimated)}</td>
          <td class="number quiet" data-label=${t("confirmed")}>${sum(row.confirmed)}</td>
          <td class="number quiet" data-label=${t("paid")}>${sum(row.paid)}</td>
        </tr>`)}</tbody>
      <tfoot><tr>
        <th scope="row" colspan="7">${t("total")}</th>
        <td class="number strong" data-label=${t("estimated")}>${yuan(of.estimated)}</td>
        <td class="number" data-label=${t("confirmed")}>${of.confirmed === null ? t("waits") : yuan(of.confirmed)}</td>
        <td class="number" data-label=${t("paid")}>${sum(of.paid)}</td>
      </tr></tfoot>
    </table></div>`;
}

/** Advertising after the payment, fee spread, operation: income of its own kind, in the same three columns. */
function Others({ of }) {
  const rows = of.others.filter((row) => row.ours || row.confirmed !== null || row.paid !== null);
  if (!rows.length) return null;
  return html`
    <section class="card sums others">
      <h2>${t("otherIncome")} <small>${t("otherNote")}</small></h2>
      <table>
        <thead><tr><th scope="col">${t("kind")}</th><th scope="col" class="number">${t("booked")}</th>
          <th scope="col" class="number">${t("confirmed")}</th><th scope="col" class="number">${t("paid")}</th></tr></thead>
        <tbody>${rows.map((row) => html`
          <tr key=${row.kind}><th scope="row">${t(row.kind)}</th>
            <td class="number strong" data-label=${t("booked")}>${yuan(row.ours)}</td>
            <td class="number" data-label=${t("confirmed")}>${sum(row.confirmed)}</td>
            <td class="number" data-label=${t("paid")}>${sum(row.paid)}</td></tr>`)}</tbody>
      </table>
    </section>`;
}

const others = (row) => KINDS.reduce((all, kind) => all + (row[kind] || 0), 0);
