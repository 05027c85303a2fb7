/** The month's statement: what the ledger says, restaurant by restaurant and row by row, and as files. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { api } from "../shared/sign_in.js";
import { lang } from "../shared/words.js";
import { Download, Fault, MonthPicker, Skeleton, yuan } from "./parts.js";
import { fault, moment, month, title } from "./state.js";
import { monthName, t } from "./words.js";

const SHOWN = 100;
const statement = signal(null);

export function Statement() {
  async function load() {
    statement.value = null;
    try {
      statement.value = await api.get(`/api/v1/provider/statements/${month.value}`);
    } catch (problem) {
      fault.value = problem.message;
    }
  }
  useEffect(() => { if (month.value) load(); }, [month.value]);
  const files = `/api/v1/provider/statements/${month.value}`;
  return html`
    <header class="title">
      <h1>${t("statement")}</h1>
      <${MonthPicker} />
      <span class="push"></span>
      <${Download} href=${`${files}.pdf`}>PDF<//>
      <${Download} href=${`${files}.xlsx`}>XLSX<//>
      <${Download} href=${`${files}.csv?part=summary`}>${t("csvSummary")}<//>
      <${Download} href=${`${files}.csv`}>${t("csvLines")}<//>
    </header>
    ${fault.value && html`<${Fault} again=${() => { fault.value = ""; load(); }} />`}
    ${statement.value ? html`<${Summary} of=${statement.value} /><${Ledger} lines=${statement.value.lines} />`
    : !fault.value && html`<${Skeleton} />`}`;
}

function Summary({ of }) {
  return html`
    <section class="card slip sums">
      <h2>${monthName(of.month, lang.value)} <span class="tag outline">${t("open")}</span></h2>
      <table>
        <thead><tr>
          <th scope="col">${t("restaurant")}</th><th scope="col">${t("programme")}</th>
          <th scope="col" class="number">${t("counted")}</th>
          <th scope="col" class="number">${t("accrual")}</th><th scope="col" class="number">${t("reversal")}</th>
          <th scope="col" class="number">${t("estimated")}</th>
          <th scope="col" class="number">${t("confirmed")}</th><th scope="col" class="number">${t("paid")}</th>
        </tr></thead>
        <tbody>${of.summary.map((row) => html`
          <tr key=${row.restaurant_id + row.programme}>
            <th scope="row">${row.restaurant}</th><td>${title(row.title)}</td>
            <td class="number" data-label=${t("counted")}>${row.counted} / ${row.orders}</td>
            <td class="number" data-label=${t("accrual")}>${yuan(row.accrual + row.adjustment)}</td>
            <td class="number" data-label=${t("reversal")}>${yuan(row.reversal)}</td>
            <td class="number strong" data-label=${t("estimated")}>${yuan(row.estimated)}</td>
            <td class="number quiet" data-label=${t("confirmed")}>${row.confirmed === null ? "–" : yuan(row.confirmed)}</td>
            <td class="number quiet" data-label=${t("paid")}>${row.paid === null ? "–" : yuan(row.paid)}</td>
          </tr>`)}</tbody>
        <tfoot><tr>
          <th scope="row" colspan="5">${t("total")}</th>
          <td class="number strong">${yuan(of.estimated)}</td>
          <td class="number quiet">${of.confirmed === null ? t("waits") : yuan(of.confirmed)}</td>
          <td class="number quiet">${of.paid === null ? "–" : yuan(of.paid)}</td>
        </tr></tfoot>
      </table>
      <p class="aside">${t("proof", { hash: of.sha256.slice(0, 16) })}…</p>
    </section>`;
}

function Ledger({ lines }) {
  if (!lines.length) return html`<p class="card empty">${t("noLedger", { month: monthName(month.value, lang.value) })}</p>`;
  return html`
    <section class="card orders">
      <h2>${t("ledger")} <small>${t("ledgerNote")}</small></h2>
      <table>
        <thead><tr>
          <th scope="col">${t("posted")}</th><th scope="col">${t("day")}</th><th scope="col">${t("restaurant")}</th>
          <th scope="col">${t("kind")}</th><th scope="col" class="number">${t("estimated")}</th>
        </tr></thead>
        <tbody>${lines.slice(-SHOWN).reverse().map((line) => html`
          <tr key=${line.id}>
            <td>${moment(line.at)}</td><td class="aside-day">${line.day?.slice(5) || "–"}</td>
            <td class="minor">${line.restaurant}</td><td class="minor">${t(line.kind)}</td><td class="number">${yuan(line.amount)}</td>
          </tr>`)}</tbody>
      </table>
      ${lines.length > SHOWN && html`<p class="foot">${SHOWN} / ${lines.length}</p>`}
    </section>`;
}
