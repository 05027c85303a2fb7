/** The bill line by line, and the payments on it with refunds. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { clockTime } from "../../shared/time.js";
import { manages, shop } from "../shell/shops.js";
import { Discounts } from "./discounts.js";
import { Refund } from "./refund.js";
import { Asked } from "./refund_requests.js";
import { Refunds } from "./refunds.js";
import { v } from "./visit_words.js";

const CAME_IN = ["settled", "partly_refunded", "refunded"];

export function Bill({ state, at, say, act, payments, refunds, requests }) {
  const { bill } = state;
  const rows = [
    [v("subtotal"), bill.subtotal],
    ...bill.discounts.map((off) => [v(off.kind, { why: off.reason }), -off.amount]),
    ...bill.fees.map((fee) => [fee.text, fee.amount]),
    ...(bill.rounding ? [[v("rounding"), -bill.rounding]] : []),
    [v("total"), bill.total, "strong"],
    ...(bill.tax ? [[v("tax_within", { tax: bill.tax.text }), bill.tax.amount]] : []),
    ...(bill.tips ? [[v("tips"), bill.tips]] : []),
    ...(bill.paid ? [[v("paid_so_far"), -bill.paid]] : []),
    ...(bill.refunded ? [[v("refunded"), bill.refunded]] : []),
    [v(bill.due || !bill.paid ? "due" : "all_paid"), bill.due, "strong"],
  ];
  const came = payments.filter((payment) => CAME_IN.includes(payment.status));
  return html`
    <section class="slip bill">
      <h3>${v("bill")}</h3>
      <dl>
        ${rows.map(([name, minor, weight]) => html`
          <div key=${`${name}${minor}`} data-strong=${Boolean(weight)}><dt>${name}</dt><dd>${say(minor)}</dd></div>`)}
      </dl>
      ${manages.value && state.orders.length > 0 && html`<${Discounts} bill=${bill} at=${at} act=${act} say=${say} />`}
      ${came.length > 0 && html`
        <hr /><h3>${v("payments")}</h3>
        <ul class="rows">
          ${came.map((payment) => html`
            <${Payment} key=${payment.id} payment=${payment} lines=${refunds.lines} say=${say} act=${act}
              requests=${requests.filter((request) => request.payment_id === payment.id)} />`)}
        </ul>
        <${Refunds} items=${refunds.items} say=${say} />`}
    </section>`;
}

function Payment({ payment, lines, requests, say, act }) {
  const [open, setOpen] = useState(false);
  const left = payment.refundable ?? payment.amount - payment.refunded;
  return html`
    <li class="payment">
      <p class="line">
        <span class="grow">${v(payment.method || payment.wallet)}${payment.tip > 0 && html` <small>${v("with_tip", { money: say(payment.tip) })}</small>`}
          <small> ${clockTime(payment.settled_at, { timeZone: shop.value.time_zone })}</small></span>
        <b>${say(payment.amount)}</b>
        ${payment.refunded > 0 && html`<small>${v("refund_done")} ${say(payment.refunded)}</small>`}
        ${left > 0 && html`
          <button type="button" class="button small" aria-expanded=${open} onClick=${() => setOpen(!open)}>
            ${v(manages.value ? "refund" : "refund_ask")}
          </button>`}
      </p>
      <${Asked} requests=${requests} />
      ${open && html`
        <${Refund} payment=${payment} left=${left} lines=${lines} say=${say} act=${act} done=${() => setOpen(false)} />`}
    </li>`;
}
