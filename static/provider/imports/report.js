/** What a file holds: lines that are kept, known already, or wrong; sums by month and kind before anything is saved. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { yuan } from "../shell/parts.js";
import { said } from "../shell/state.js";
import { t } from "../words.js";

const SHOWN = 50;

export function Report({ of }) {
  return html`
    <div class="report" role="status">
      <p class=${`notice ${of.dry_run ? "info" : "good"}`}><${Icon} name=${of.dry_run ? "search" : "check"} size=${20} />
        ${of.dry_run ? t("preview", of) : t("kept", of)}
        ${of.known > 0 && ` ${t("knownLines", { n: of.known })}`}</p>
      ${of.sums.length > 0 && html`
        <table>
          <thead><tr><th scope="col">${t("month")}</th><th scope="col">${t("kind")}</th>
            <th scope="col" class="number">${t("lines")}</th><th scope="col" class="number">${t("amountSum")}</th></tr></thead>
          <tbody>${of.sums.map((row) => html`
            <tr key=${row.month + row.kind}><th scope="row">${row.month}</th><td>${t(row.kind)}</td>
              <td class="number">${row.lines}</td><td class="number">${yuan(row.amount)}</td></tr>`)}</tbody>
        </table>`}
      ${of.refused.length > 0 && html`
        <h3>${t("wrongLines", { n: of.refused.length })}</h3>
        <ul class="wrong">${of.refused.slice(0, SHOWN).map((line) => html`
          <li key=${line.line + line.code}><b>${t("line", { n: line.line })}</b> ${said(line)}</li>`)}</ul>
        ${of.refused.length > SHOWN && html`<p class="quiet">${t("andMore", { n: of.refused.length - SHOWN })}</p>`}`}
    </div>`;
}
