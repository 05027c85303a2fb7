/** The restaurant's paid orders, each with its verdict and every reason. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Sign } from "../shared/icons.js";
import { api } from "../shared/sign_in.js";
import { yuan } from "./parts.js";
import { moment, month, said } from "./state.js";
import { t } from "./words.js";

export const only = signal("");
const found = signal({ items: [], next: null });

export async function load(id, code, cursor = null) {
  const query = new URLSearchParams({ month: month.value, programme: code, limit: "25" });
  if (only.value) query.set("reason", only.value);
  if (cursor) query.set("cursor", cursor);
  const page = await api.get(`/api/v1/provider/restaurants/${id}/verdicts?${query}`);
  found.value = { items: cursor ? [...found.value.items, ...page.items] : page.items, next: page.next_cursor };
}

export function Orders({ id, code, fall }) {
  const chosen = fall.minus.find((reason) => reason.code === only.value);
  const all = () => { only.value = ""; load(id, code); };
  return html`
    <section class="card orders" aria-live="polite">
      <h2>${t("ordersTitle")}
        ${only.value && html`
          <small>${t("only", { what: chosen ? said(chosen) : t("counts") })}
            <button type="button" class="link" onClick=${all}>${t("showAll")}</button></small>`}</h2>
      <table>
        <thead><tr>
          <th scope="col">${t("time")}</th><th scope="col">${t("came")}</th>
          <th scope="col" class="number">${t("amount")}</th><th scope="col">${t("verdict")}</th>
        </tr></thead>
        <tbody>${found.value.items.map((order) => html`<${Order} key=${order.payment_id} order=${order} />`)}</tbody>
      </table>
      ${found.value.next && html`
        <p class="foot"><button type="button" class="link" onClick=${() => load(id, code, found.value.next)}>${t("more")}</button></p>`}
    </section>`;
}

function Order({ order }) {
  return html`
    <tr>
      <td>${moment(order.settled_at || order.at)}</td>
      <td class="minor">${order.channel === order.wallet ? t(order.wallet) : `${t(order.channel)} · ${t(order.wallet)}`}</td>
      <td class="number">${yuan(order.paid)}
        ${order.refunded > 0 && html`<small>−${yuan(order.refunded)} ${t("refunded")}</small>`}</td>
      <td class="verdict">
        ${order.counted ? html`<span class="state met"><${Sign} state="met" />${t("counts")}</span>`
    : order.reasons.map((reason) => html`<span key=${reason.code} class="reason"><${Sign} state="not_eligible" size=${12} />${said(reason)}</span>`)}
      </td>
    </tr>`;
}
