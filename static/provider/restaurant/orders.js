/** The restaurant's paid orders, each with its verdict and every reason; what was not sent back can be sent again. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Sign } from "../../shared/icons.js";
import { api } from "../../shared/sign_in.js";
import { Act, Download, yuan } from "../shell/parts.js";
import { moment, month, query, said } from "../shell/state.js";
import { t } from "../words.js";

export const only = signal("");
const found = signal({ items: [], next: null, fault: "" });

export async function ask(id, code, cursor = null) {
  const path = `/api/v1/provider/restaurants/${id}/verdicts`;
  try {
    const page = await api.get(path + query({ month: month.value, programme: code, limit: 25, reason: only.value, cursor }));
    found.value = { items: cursor ? [...found.value.items, ...page.items] : page.items, next: page.next_cursor, fault: "" };
  } catch (problem) {
    found.value = { ...found.value, fault: problem.message || problem.code };
  }
}

export function Orders({ id, code, fall, again }) {
  const chosen = fall.minus.find((reason) => reason.code === only.value);
  const all = () => { only.value = ""; ask(id, code); };
  const scope = query({ month: month.value, programme: code });
  return html`
    <section class="card orders" aria-live="polite">
      <h2>${t("ordersTitle")}
        ${only.value && html`
          <small>${t("only", { what: chosen ? said(chosen) : t("counts") })}
            <button type="button" class="link" onClick=${all}>${t("showAll")}</button></small>`}
        <span class="push"></span>
        <${Download} href=${`/api/v1/provider/restaurants/${id}/verdicts.csv${scope}`}>${t("evidence")}<//></h2>
      ${chosen && said(chosen, "how") && html`<p class="aside">${said(chosen, "how")}</p>`}
      ${found.value.fault && html`<p class="notice bad" role="alert">${found.value.fault}</p>`}
      <table>
        <thead><tr>
          <th scope="col">${t("time")}</th><th scope="col">${t("tradeNo")}</th><th scope="col">${t("came")}</th>
          <th scope="col" class="number">${t("amount")}</th><th scope="col">${t("verdict")}</th>
          <th scope="col" class="number">${t("reward")}</th>
        </tr></thead>
        <tbody>${found.value.items.map((order) => html`
          <${Order} key=${order.payment_id} id=${id} code=${code} order=${order} again=${again} />`)}</tbody>
      </table>
      ${found.value.next && html`
        <p class="foot"><button type="button" class="link" onClick=${() => ask(id, code, found.value.next)}>${t("more")}</button></p>`}
    </section>`;
}

function Order({ id, code, order, again }) {
  const unsent = order.reasons.some((reason) => reason.code === "returned");
  const send = () => api.post(`/api/v1/provider/restaurants/${id}/syncs`, { programme: code, month: order.month, payment_ids: [order.payment_id] });
  return html`
    <tr>
      <td>${moment(order.settled_at || order.at)}</td>
      <td class="minor trade">${order.trade_no || "–"}</td>
      <td class="minor">${order.channel === order.wallet ? t(order.wallet) : `${t(order.channel)} · ${t(order.wallet)}`}</td>
      <td class="number">${yuan(order.paid)}
        ${order.refunded > 0 && html`<small>−${yuan(order.refunded)} ${t("refunded")}</small>`}</td>
      <td class="verdict">
        ${order.counted ? html`<span class="state met"><${Sign} state="met" />${t("counts")}</span>`
    : order.reasons.map((reason) => html`<span key=${reason.code} class="reason"><${Sign} state="not_eligible" size=${12} />${said(reason)}</span>`)}
        ${unsent && html`<${Act} kind="link" does=${send} done=${again}>${t("sendThis")}<//>`}
      </td>
      <td class="number reward">${order.earned > order.booked
    ? html`${yuan(order.booked)}<small>${t("capped", { amount: yuan(order.earned) })}</small>` : yuan(order.booked)}</td>
    </tr>`;
}
