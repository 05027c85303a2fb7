/** What has been brought in so far: when, by whom, how much, and the hash of each file. */
import { html } from "htm/preact";
import { yuan } from "../shell/parts.js";
import { moment } from "../shell/state.js";
import { t } from "../words.js";

export function Earlier({ all }) {
  if (!all) return null;
  return html`
    <section class="card sums">
      <h2>${t("earlier")}</h2>
      ${all.items.length ? html`
        <div class="wide"><table>
          <thead><tr><th scope="col">${t("when")}</th><th scope="col">${t("file")}</th><th scope="col">${t("whichColumn")}</th>
            <th scope="col">${t("month")}</th><th scope="col" class="number">${t("lines")}</th>
            <th scope="col" class="number">${t("amountSum")}</th><th scope="col">SHA-256</th></tr></thead>
          <tbody>${all.items.map((row) => html`
            <tr key=${row.id}>
              <td>${moment(row.at)}</td><th scope="row">${row.name}</th><td>${t(`column_${row.column}`)}</td>
              <td>${row.months.join(" · ")}</td>
              <td class="number" data-label=${t("lines")}>${row.kept}${row.refused > 0 && html` <small>${t("wrongShort", { n: row.refused })}</small>`}</td>
              <td class="number" data-label=${t("amountSum")}>${yuan(row.amount)}</td>
              <td class="trade">${row.file_sha256.slice(0, 12)}…</td>
            </tr>`)}</tbody>
        </table></div>`
    : html`<p class="empty quiet">${t("noImports")}</p>`}
    </section>`;
}
