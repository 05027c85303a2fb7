/** The month's ledger as it was posted: only ever added to, fifty rows a page. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { api } from "../../shared/sign_in.js";
import { yuan } from "../shell/parts.js";
import { moment, query } from "../shell/state.js";
import { t } from "../words.js";

export function Ledger({ month }) {
  const [rows, set] = useState({ items: [], next: null });
  async function more(before, cursor) {
    const page = await api.get(`/api/v1/provider/ledger${query({ month, limit: 50, cursor })}`);
    set({ items: [...before, ...page.items], next: page.next_cursor });
  }
  useEffect(() => { more([], null).catch(() => set({ items: [], next: null })); }, [month]);
  if (!rows.items.length) return null;
  return html`
    <section class="card orders ledger">
      <h2>${t("ledger")} <small>${t("ledgerNote")}</small></h2>
      <table>
        <thead><tr>
          <th scope="col">${t("posted")}</th><th scope="col">${t("day")}</th><th scope="col">${t("restaurant")}</th>
          <th scope="col">${t("kind")}</th><th scope="col">${t("version")}</th><th scope="col" class="number">${t("estimated")}</th>
        </tr></thead>
        <tbody>${rows.items.map((line) => html`
          <tr key=${line.id}>
            <td>${moment(line.at)}</td>
            <td class="aside-day">${line.day?.slice(5) || "–"}${line.trade_month !== line.month && html` <small>${line.trade_month}</small>`}</td>
            <td class="minor">${line.restaurant}</td><td class="minor">${t(line.kind)}</td>
            <td class="minor aside-day">${line.rules || "–"}</td><td class="number">${yuan(line.amount)}</td>
          </tr>`)}</tbody>
      </table>
      ${rows.next && html`<p class="foot"><button type="button" class="link" onClick=${() => more(rows.items, rows.next)}>${t("more")}</button></p>`}
    </section>`;
}
