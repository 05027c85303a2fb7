/** All statements, the newest first: numbered and frozen, or still open. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { signed, sum, yuan } from "../shell/parts.js";
import { month } from "../shell/state.js";
import { t } from "../words.js";

export function Months({ all }) {
  if (!all?.items.length) return null;
  const open = (which) => { month.value = which; scrollTo(0, 0); };
  return html`
    <section class="card slip sums months">
      <h2>${t("allStatements")}</h2>
      <div class="wide"><table>
        <thead><tr><th scope="col">${t("month")}</th><th scope="col">${t("numberOf")}</th>
          <th scope="col" class="number">${t("estimated")}</th><th scope="col" class="number">${t("confirmed")}</th>
          <th scope="col" class="number">${t("paid")}</th><th scope="col" class="number">${t("difference")}</th></tr></thead>
        <tbody>${all.items.map((row) => html`
          <tr key=${row.month}>
            <th scope="row"><button type="button" class="link" onClick=${() => open(row.month)}>${row.month}</button></th>
            <td>${row.number ? html`${row.number} <span class="tag outline"><${Icon} name="lock" size=${12} />${t("frozen")}</span>`
    : html`<span class="quiet">${t("openState")}</span>`}</td>
            <td class="number strong" data-label=${t("estimated")}>${yuan(row.estimated)}</td>
            <td class="number" data-label=${t("confirmed")}>${sum(row.confirmed)}</td>
            <td class="number" data-label=${t("paid")}>${sum(row.paid)}</td>
            <td class="number" data-label=${t("difference")}>${row.confirmed === null ? html`<span class="quiet">${t("waits")}</span>` : signed(row.confirmed - row.estimated)}</td>
          </tr>`)}</tbody>
      </table></div>
    </section>`;
}
