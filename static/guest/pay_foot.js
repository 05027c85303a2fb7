/** Around the bill: who is paying until when, how this phone's payment ended, and the buttons that pay. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { serverNow } from "../shared/time.js";
import { Paper } from "./paper.js";
import { busy, ended, giveUp, goOn, isMine, mine, pay, takesOver } from "./paying.js";
import { first } from "./phone.js";
import { at } from "./progress.js";
import { toPay, way } from "./sharing.js";
import { bill, person, price, tableLabel } from "./table.js";
import { tip } from "./tipping.js";
import { go } from "./views.js";
import { t } from "./words.js";

/** Wallets that this server has, beside the counter. */
const wallets = first.wallets.filter((wallet) => wallet !== "counter");
const second = signal(0);

/** Until when, by the server's clock. */
export function left(until) {
  second.value;
  const seconds = Math.max(0, Math.round((Date.parse(until) - serverNow()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function payingNow() {
  const paying = bill.value?.being_paid;
  return paying && Date.parse(paying.until) > serverNow() ? paying : null;
}

export function BeingPaid() {
  useEffect(() => {
    const timer = setInterval(() => { second.value += 1; }, 1000);
    return () => clearInterval(timer);
  }, []);
  const paying = payingNow();
  if (!paying) return null;
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
      ${!counter && mine.value?.id === paying.payment_id && html`
        <span class="two">
          <button type="button" class="button" disabled=${busy.value} onClick=${giveUp}>${t("giveUpPaying")}</button>
          <button type="button" class="button" onClick=${goOn}>${t("goOnPaying")}</button></span>`}
    </div>
    ${others && takesOver.value === paying.payment_id && html`<p class="notice warn">${t("takingOver", { who })}</p>`}`;
}

/** Why no money came, and that none is gone. */
export function Outcome() {
  if (!ended.value) return null;
  return html`
    <p class="notice warn" role="status"><${Icon} name="alert" size="20" /><span>${t(`ended_${ended.value}`)}</span></p>`;
}

export function Foot({ owed }) {
  const paying = payingNow();
  const others = paying && paying.wallet !== "counter" && !isMine(paying) && takesOver.value !== paying.payment_id;
  if (owed.due <= 0) {
    return html`
      <${Paper} column>
        <button type="button" class="button primary whole" onClick=${() => go("receipt")}>${t("seeReceipt")}</button>
      </${Paper}>`;
  }
  if (toPay.value <= 0) {
    return html`<${Paper} column><button type="button" class="button primary whole" disabled>${t(`first_${way.value}`)}</button></${Paper}>`;
  }
  const sum = price(toPay.value, { fixed: true });
  const withTip = tip.value ? t("sumAndTip", { sum: price(toPay.value), tip: price(tip.value) }) : sum;
  const asked = paying?.wallet === "counter" && way.value === "whole" && !tip.value;
  return html`
    <${Paper} column>
      ${wallets.map((wallet) => html`
        <button type="button" key=${wallet} class="button primary whole" disabled=${busy.value || others} onClick=${() => pay(wallet)}>
          ${busy.value ? t("opening") : t(`pay_${wallet}`, { sum: withTip })}</button>`)}
      <button type="button" class=${`button whole${wallets.length ? "" : " primary"}`}
        disabled=${busy.value || others || asked} onClick=${() => pay("counter")}>
        ${way.value === "whole" && !tip.value ? t("payCounter") : t("payCounterSum", { sum: withTip })}</button>
    </${Paper}>`;
}
