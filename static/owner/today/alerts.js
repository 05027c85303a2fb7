/** What needs somebody now: unheard orders, silent screens, printers in trouble, orders that wait, guests that call. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { money } from "../../shared/money.js";
import { api } from "../shell/api.js";
import { ageOf } from "../../shared/time.js";
import { Alarms } from "./alarms.js";
import { askReason } from "../shell/confirm.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { Differences } from "./differences.js";
import { LostScreens } from "./lost_screens.js";
import { Printers } from "./printers.js";
import { RefundRequests } from "./refund_requests.js";
import { isLost } from "./screens.js";
import { Stuck } from "./stuck.js";
import { visitShown } from "./visit.js";
import { span, t } from "./words.js";

async function act(work) {
  await attempt(work);
  readDay();
}

export function Alerts({ today }) {
  const lost = today.screens.filter(isLost);
  return html`
    <${Alarms} />
    ${lost.length > 0 && html`<${LostScreens} screens=${lost} all=${today.screens} />`}
    ${today.printers.length > 0 && html`<${Printers} printers=${today.printers} />`}
    ${today.late_money.length > 0 && html`<${LateMoney} payments=${today.late_money} currency=${today.currency} />`}
    ${today.refund_requests.length > 0 && html`
      <${RefundRequests} requests=${today.refund_requests} currency=${today.currency} />`}
    ${today.open_differences > 0 && html`<${Differences} today=${today} />`}
    ${today.stuck_errands.length > 0 && html`<${Stuck} errands=${today.stuck_errands} />`}
    ${today.waiting.length > 0 && html`<${Waiting} orders=${today.waiting} currency=${today.currency} />`}
    ${today.calls.length > 0 && html`<${Calls} calls=${today.calls} />`}`;
}

/** Money for a table that is closed already, or for nothing: somebody has to give it back. */
function LateMoney({ payments, currency }) {
  return html`
    <section class="alert warn">
      <${Icon} name="wallet" />
      <div>
        <h2>${t("late_money")}</h2>
        ${payments.map((payment) => html`
          <p key=${payment.id} class="line">
            <span class="grow">${money(payment.amount, currency)} · ${t(payment.remark)}</span>
            <button type="button" class="link" onClick=${() => { visitShown.value = payment.visit_id; }}>${t("look")}</button>
          </p>`)}
      </div>
    </section>`;
}

function Waiting({ orders, currency }) {
  const mine = orders.filter((order) => !order.for_payment);
  return html`
    <section class="card">
      <h2>${t("waiting", { n: mine.length || orders.length })}</h2>
      <ul class="rows">
        ${orders.map((order) => html`
          <li key=${order.order_id} class="waiting">
            <p><b>${order.table}</b> ${order.label} · ${money(order.total, currency)}</p>
            <p class="quiet">${order.dishes.join(" · ")}</p>
            ${order.for_payment ? html`<p class="quiet">${t("waiting_payment")}</p>` : html`<${Decide} order=${order} />`}
          </li>`)}
      </ul>
    </section>`;
}

function Decide({ order }) {
  const at = `${home.value}/orders/${order.order_id}`;

  async function refuse() {
    const reason = await askReason({
      title: t("refuse_title", order), text: t("refuse_text", order), yes: t("refuse_yes"),
    });
    if (reason) act(() => api.post(`${at}/cancel`, { reason }));
  }

  return html`
    <div class="pair">
      <button type="button" class="button" onClick=${refuse}>${t("refuse")}</button>
      <button type="button" class="button primary" onClick=${() => act(() => api.post(`${at}/accept`))}>${t("accept")}</button>
    </div>`;
}

function Calls({ calls }) {
  return html`
    <section class="card">
      <h2>${t("calls")}</h2>
      <ul class="rows">
        ${calls.map((call) => html`
          <li key=${call.id} class="row">
            <${Icon} name="bell" size="20" />
            <span class="grow">
              <b>${call.table}</b> ${t(call.kind)} <small>${t("ago", { time: span(ageOf(call.made_at)) })}</small>
            </span>
            <button type="button" class="button" onClick=${() => act(() => api.post(`${home.value}/calls/${call.id}/answer`))}>
              ${t("answer")}
            </button>
          </li>`)}
      </ul>
    </section>`;
}
