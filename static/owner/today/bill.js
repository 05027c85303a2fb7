/** The bill line by line, and the payments on it with refunds. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { parseMoney } from "../../shared/money.js";
import { api } from "../shell/api.js";
import { clockTime } from "../../shared/time.js";
import { Field } from "../shell/fields.js";
import { home, manages, shop } from "../shell/shops.js";
import { v } from "./visit_words.js";

const CAME_IN = ["settled", "partly_refunded", "refunded"];

export function Bill({ state, say, act, payments }) {
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
      ${came.length > 0 && html`
        <hr /><h3>${v("payments")}</h3>
        <ul class="rows">
          ${came.map((payment) => html`<${Payment} key=${payment.id} payment=${payment} say=${say} act=${act} />`)}
        </ul>`}
    </section>`;
}

function Payment({ payment, say, act }) {
  const [open, setOpen] = useState(false);
  const left = payment.refundable ?? payment.amount - payment.refunded;
  return html`
    <li class="payment">
      <p class="line">
        <span class="grow">${v(payment.method || payment.wallet)}
          <small> ${clockTime(payment.settled_at, { timeZone: shop.value.time_zone })}</small></span>
        <b>${say(payment.amount)}</b>
        ${payment.refunded > 0 && html`<small>${v("refund_done")} ${say(payment.refunded)}</small>`}
        ${manages.value && left > 0 && html`
          <button type="button" class="button small" aria-expanded=${open} onClick=${() => setOpen(!open)}>
            ${v("refund")}
          </button>`}
      </p>
      ${open && html`<${Refund} payment=${payment} left=${left} say=${say} act=${act} done=${() => setOpen(false)} />`}
    </li>`;
}

function Refund({ payment, left, say, act, done }) {
  const [key] = useState(newKey);
  const [bad, setBad] = useState(false);

  async function give(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const amount = parseMoney(form.get("amount"), shop.value.currency);
    setBad(!amount || amount > left);
    if (!amount || amount > left) return;
    const body = { amount, reason: form.get("reason") };
    const { answer } = await act(() => api.post(`${home.value}/payments/${payment.id}/refunds`, body, { key }));
    if (answer) done();
  }

  return html`
    <form class="stack" onSubmit=${give} aria-label=${v("refund_title")}>
      <${Field} id="refund-amount" name="amount" label=${v("refund_amount", { money: say(left) })} inputmode="decimal"
        autocomplete="off" required fault=${bad && v("refund_bad", { money: say(left) })} />
      <${Field} id="refund-reason" name="reason" label=${v("refund_reason")} maxlength="140" required />
      <p class="hint">${v("refund_how")}</p>
      <button class="button danger">${v("refund_yes")}</button>
    </form>`;
}
