/** The bill, line by line with every fee; who is paying it; and paying. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { newKey } from "../shared/api.js";
import { Icon } from "../shared/icons.js";
import { forget, keep } from "../shared/kept.js";
import { serverNow } from "../shared/time.js";
import { pieces } from "./cart.js";
import { detailsOf, Sums } from "./lines.js";
import { PageHead } from "./page_head.js";
import { Paper } from "./paper.js";
import { PAYING, api, first } from "./phone.js";
import { at, sentOrders } from "./progress.js";
import { show } from "./say.js";
import { Seal } from "./seal.js";
import { Shares } from "./shares.js";
import { keepQuoted, share, toPay, way } from "./sharing.js";
import { bill, me, person, price, refresh, tableLabel, visit } from "./table.js";
import { go } from "./views.js";
import { named, t } from "./words.js";

const busy = signal(false);
const second = signal(0);
/** Wallets that this server has, beside the counter. */
const wallets = first.wallets.filter((wallet) => wallet !== "counter");
/** Where this phone's own payment goes on, while it does. */
const mine = signal(null);
/** The payment of another phone that this one is asked to take over. */
const takesOver = signal(null);

export function Bill() {
  useEffect(() => {
    const timer = setInterval(() => { second.value += 1; }, 1000);
    refresh().catch(() => undefined); // what is shown came by frames
    const stop = keepQuoted();
    return () => {
      clearInterval(timer);
      stop();
    };
  }, []);
  const owed = bill.value;
  const where = visit.value?.covers ? t("billOf", { table: tableLabel.value, n: visit.value.covers }) : tableLabel.value;
  return html`
    <main class="page bill">
      <${BeingPaid} />
      <${PageHead} title=${t("billTitle")} aside=${where} />
      ${owed && sentOrders.value.length ? html`<${BillSlip} owed=${owed} />` : html`<p class="nothing">${t("nothingOwed")}</p>`}
      ${pieces.value > 0 && html`<p class="notice warn"><${Icon} name="alert" size="20" />${t("unsentInCart", { n: pieces.value })}</p>`}
      ${owed?.due > 0 && sentOrders.value.length > 0 && html`
        <button type="button" class="link" onClick=${() => go("receipt")}>${t("seePreBill")}</button>`}
      ${owed?.due > 0 && html`<${Shares} />`}
      ${owed && sentOrders.value.length > 0 && html`<${Foot} owed=${owed} />`}
    </main>`;
}

export function BillSlip({ owed }) {
  return html`
    <article class="slip">
      ${sentOrders.value.map((order) => html`<${Round} key=${order.id} order=${order} />`)}
      <hr />
      <${Sums} of=${owed} fixed />
      ${(owed.paid > 0 || owed.refunded > 0) && html`<${Paid} owed=${owed} />`}
      ${owed.status === "paid" && html`<div class="settled"><${Seal} id=${`bill:${owed.id}`} words="settled" above=${tableLabel.value} below=${price(owed.total)} /></div>`}
    </article>`;
}

function Round({ order }) {
  return html`
    <section class="bill-round">
      <h2>${t("round", { n: order.round })}${order.round > 1 ? ` ${t("addOn")}` : ""} · ${at(order.placed_at)}</h2>
      <ul class="lines">
        ${order.lines.filter((line) => line.status !== "voided").map((line) => html`
          <li class="line" key=${line.id}><span class="times">${line.quantity}×</span>
            <div class="what"><b>${named(line)}</b> ${detailsOf(line) && html`<small>${detailsOf(line)}</small>`}</div>
            <span class="sum">${price(line.line_total)}</span></li>`)}
      </ul>
    </section>`;
}

function Paid({ owed }) {
  return html`
    <dl class="sums paid">
      ${owed.paid > 0 && html`<div><dt>${t("paid")}</dt><dd>−${price(owed.paid, { fixed: true })}</dd></div>`}
      ${owed.refunded > 0 && html`<div><dt>${t("refunded")}</dt><dd>${price(owed.refunded, { fixed: true })}</dd></div>`}
      ${owed.due > 0 && html`<div class="total"><dt>${t("due")}</dt><dd>${price(owed.due, { fixed: true })}</dd></div>`}
    </dl>`;
}

const isMine = (paying) => Boolean(paying) && (mine.value?.id === paying.payment_id || paying.guest_id === me.value?.id);

/** Until when, by the server's clock. */
function left(until) {
  second.value;
  const seconds = Math.max(0, Math.round((Date.parse(until) - serverNow()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function BeingPaid() {
  const paying = bill.value?.being_paid;
  if (!paying || Date.parse(paying.until) <= serverNow()) return null;
  const sum = price(paying.amount, { fixed: true });
  const counter = paying.wallet === "counter";
  const others = !counter && !isMine(paying);
  const who = person({ id: paying.guest_id })?.nickname || paying.guest;
  const what = counter ? t("waitsCounter", { sum }) : others ? t("isPaying", { who, sum }) : t("payingMine", { sum });
  const until = t("payingLocked", { until: at(paying.until), left: left(paying.until) });
  return html`
    <div class="paying" role="status"><${Icon} name=${counter ? "wallet" : "lock"} />
      <p><b>${what}</b><br />${counter ? t("waitsCounterHint", { table: tableLabel.value }) : until}</p>
      ${others && takesOver.value !== paying.payment_id && html`
        <button type="button" class="button" onClick=${() => { takesOver.value = paying.payment_id; }}>${t("takeOverPaying")}</button>`}
    </div>
    ${others && takesOver.value === paying.payment_id && html`<p class="notice warn">${t("takingOver", { who })}</p>`}`;
}

function Foot({ owed }) {
  const paying = owed.being_paid && Date.parse(owed.being_paid.until) > serverNow() ? owed.being_paid : null;
  const others = paying && paying.wallet !== "counter" && !isMine(paying) && takesOver.value !== paying.payment_id;
  const sum = price(toPay.value, { fixed: true });
  const nothing = busy.value || others || toPay.value <= 0;
  if (owed.due <= 0) {
    return html`
      <${Paper} column>
        <button type="button" class="button primary whole" onClick=${() => go("receipt")}>${t("seeReceipt")}</button>
      </${Paper}>`;
  }
  return html`
    <${Paper} column>
      ${mine.value?.url && isMine(paying) && html`
        <button type="button" class="button whole" onClick=${() => leaveFor(mine.value.url)}>${t("openWallet")}</button>`}
      ${wallets.map((wallet) => html`
        <button type="button" key=${wallet} class="button primary whole" disabled=${nothing} onClick=${() => pay(wallet)}>
          ${busy.value ? t("opening") : t(`pay_${wallet}`, { sum })}</button>`)}
      <button type="button" class=${`button whole${wallets.length ? "" : " primary"}`}
        disabled=${nothing || (paying?.wallet === "counter" && way.value === "whole")} onClick=${() => pay("counter")}>
        ${way.value === "whole" ? t("payCounter") : t("payCounterSum", { sum })}</button>
    </${Paper}>`;
}

async function pay(wallet) {
  busy.value = true;
  try {
    const body = { wallet, ...share(), ...(takesOver.value && { take_over: takesOver.value }) };
    const begun = await api.post("/api/v1/visit/payments", body, { key: newKey() });
    takesOver.value = null;
    mine.value = { id: begun.payment.id, url: begun.client.redirect_url || "" };
    await refresh();
    if (begun.client.redirect_url) leaveFor(begun.client.redirect_url);
  } catch (problem) {
    show(`${problem.status ? problem.message : t("noAnswer")} ${t("payFailed")}`, { error: true });
    refresh().catch(() => undefined);
  } finally {
    busy.value = false;
  }
}

function leaveFor(url) {
  keep(PAYING, "1");
  location.href = url;
}

addEventListener("pageshow", (event) => {
  if (event.persisted) forget(PAYING); // the back button brought the living page back
});
