/** Money back that a waiter asked for: an owner or manager gives it or says no; who asked reads what became of it. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { Icon } from "../../shared/icons.js";
import { money } from "../../shared/money.js";
import { ageOf } from "../../shared/time.js";
import { createWords, named } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { askReason } from "../shell/confirm.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home, manages, shop } from "../shell/shops.js";
import { withPassword } from "../shell/stepping_up.js";
import { visitShown } from "./visit.js";
import { span, t as day } from "./words.js";

const t = createWords({
  title: ["{n} 笔退款等你点头", "{n} {n|refund waits|refunds wait} for your word"],
  waits: ["{n} 笔退款等老板或经理点头", "{n} {n|refund waits|refunds wait} for an owner or manager"],
  whole: ["全退", "all of it"],
  who: ["{who}，{time}前：{why}", "{who}, {time} ago: {why}"],
  approve: ["同意退款", "Give it back"],
  refuse: ["不同意", "No"],
  look: ["看账单", "See the bill"],
  refuse_title: ["{table} 不退款？", "No refund for {table}?"],
  refuse_text: ["{who}会看到你写的原因，钱不动。", "{who} reads your reason; no money moves."],
  again_title: ["再输一次密码", "Your password once more"],
  again_text: ["退 {money} 要本人确认，五分钟内有效。", "A refund of {money} needs you in person; good for five minutes."],
  again_yes: ["确认", "Confirm"],
  open: ["退款申请等老板或经理点头", "This refund waits for an owner or manager"],
  approved: ["退款申请已同意", "The refund was approved"],
  refused: ["退款申请没同意：{note}", "The refund was refused: {note}"],
});

/** For the day's page. */
export function RefundRequests({ requests, currency }) {
  return html`
    <section class="alert warn refund-requests">
      <${Icon} name="wallet" />
      <div>
        <h2>${t(manages.value ? "title" : "waits", { n: requests.length })}</h2>
        ${requests.map((request) => html`<${One} key=${request.id} request=${request} currency=${currency} />`)}
      </div>
    </section>`;
}

/** What it would bring: a sum, dishes with their sum, or all that is left. */
function sumOf(request, currency) {
  if (request.whole) return t("whole");
  const sum = request.amount ?? request.lines.reduce((total, line) => total + line.amount, 0);
  return [money(sum, currency), ...request.lines.map((line) => `${line.quantity}× ${named(line)}`)].join(" · ");
}

function One({ request, currency }) {
  const [key] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const at = `${home.value}/refund-requests/${request.id}`;
  const sum = sumOf(request, currency);
  const about = { who: request.asked_by, time: span(ageOf(request.asked_at)), why: request.reason, table: request.table };

  async function decide(work) {
    setBusy(true);
    await attempt(work);
    await readDay();
    setBusy(false);
  }

  function approve() {
    const question = { title: t("again_title"), text: t("again_text", { money: sum }), yes: t("again_yes") };
    return decide(() => withPassword(() => api.post(`${at}/approve`, undefined, { key }), question));
  }

  async function refuse() {
    const note = await askReason({ title: t("refuse_title", about), text: t("refuse_text", about), yes: t("refuse") });
    if (note) decide(() => api.post(`${at}/refuse`, { note }));
  }

  return html`
    <div class="difference">
      <p><b>${request.table}</b> · ${sum}<br /><small>${t("who", about)}</small></p>
      <p class="line">
        <button type="button" class="link" onClick=${() => { visitShown.value = request.visit_id; }}>${t("look")}</button>
        ${manages.value && html`
          <button type="button" class="link" disabled=${busy} onClick=${refuse}>${t("refuse")}</button>
          <button type="button" class="button small" disabled=${busy} onClick=${approve}>${t("approve")}</button>`}
      </p>
    </div>`;
}

/** For the table's sheet: what became of what was asked for a payment of it. */
export function Asked({ requests }) {
  return requests.map((request) => html`
    <p class="quiet" key=${request.id} role="status">
      <b>${sumOf(request, shop.value.currency)}</b> · ${t(request.status, request)} · ${day("ago", { time: span(ageOf(request.decided_at || request.asked_at)) })}
    </p>`);
}
