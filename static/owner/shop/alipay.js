/** 支付宝收款: whether guests can pay by it, how the owner lets the provider act, and each day's bill beside ours. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { createWords } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { authorised, begin, forget } from "../shell/authorising.js";
import { ask } from "../shell/confirm.js";
import { Field } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { Reconciled } from "./reconciled.js";

const t = createWords({
  offered: ["客人可以用支付宝付款", "Guests can pay by Alipay"],
  not_offered: ["客人现在不能用支付宝付款", "Guests cannot pay by Alipay now"],
  to: ["收款方 {seller}", "Paid to {seller}"],
  not_set_up: [
    "这台服务器还没有接支付宝。请装机的人按 docs/alipay.md 写好设置，再回到这里。",
    "Alipay is not set up on this server. Whoever installed it follows docs/alipay.md; then come back here.",
  ],
  only_yuan: ["支付宝只收人民币，这家店用的是 {currency}。", "Alipay takes yuan only; this restaurant uses {currency}."],
  own: ["钱直接到这个商户，不用授权。", "Money goes to this merchant; nothing is to be authorised."],
  why: [
    "在支付宝上点一次「同意」，服务商才能替你收款。钱直接进你自己的支付宝商户账号，我们不经手。",
    "Agree once at Alipay, so that the provider may take payments for you. The money goes to your own merchant account, never through us.",
  ],
  step_1: ["用店主的支付宝登录，点「同意授权」", "Sign in there with the owner's Alipay and agree"],
  step_2: ["支付宝会把你带回这里，再点「确认」", "Alipay brings you back here; then confirm"],
  go: ["去支付宝授权", "Authorise at Alipay"],
  again: ["换一个支付宝商户", "Use another merchant"],
  back_title: ["支付宝已同意", "Alipay agrees"],
  back_text: ["确认后，「{shop}」的付款都进刚才登录的那个支付宝商户账号。", "From then on all that is paid at {shop} goes to the merchant account that you just signed in with."],
  confirm: ["确认，用这个账号收款", "Confirm: take payments with it"],
  strange: [
    "这次授权不是从这台设备的这一页开始的，没有采用。请从这里重新点「去支付宝授权」。",
    "This authorisation did not begin on this page and device; it was not used. Begin again here.",
  ],
  done: ["已授权 · {time}", "Authorised {time}"],
  gone: ["{time} 已停用。要再用支付宝，重新授权一次。", "Withdrawn {time}. Authorise again to use it."],
  withdraw: ["停用支付宝", "Stop using Alipay"],
  withdraw_title: ["停用支付宝？", "Stop using Alipay?"],
  withdraw_text: ["客人马上不能再用支付宝付款。已经收的钱不变，退款要在支付宝商家后台做。", "Guests cannot pay by Alipay from now on. What came stays; refunds are then done at Alipay."],
  by_hand: ["没有跳回来？填授权码", "Not brought back? Enter the code"],
  code: ["授权码（支付宝跳转网址里的 app_auth_code）", "Code (app_auth_code in the address Alipay sent you to)"],
  use: ["用这个码", "Use it"],
});

export function Alipay() {
  const [found, setFound] = useState(null);
  const load = () => attempt(() => api.get(`${home.value}/alipay`)).then(({ answer }) => { if (answer) setFound(answer); });
  useEffect(() => { load(); }, [shop.value.id]);
  if (!found) return null;

  async function exchange(code) {
    const { answer } = await attempt(() => api.post(`${home.value}/alipay/authorisation`, { app_auth_code: code }));
    forget(); // a code is good once, whatever came of it
    if (answer) setFound(answer);
  }

  async function withdraw() {
    if (!await ask({ title: t("withdraw_title"), text: t("withdraw_text"), yes: t("withdraw") })) return;
    await attempt(() => api.del(`${home.value}/alipay/authorisation`));
    load();
  }

  return html`
    <div class="stack">
      <section class="card stack">
        <p class="line"><${Icon} name=${found.offered ? "check" : "alert"} size="22" />
          <span class="grow"><b>${t(found.offered ? "offered" : "not_offered")}</b>
            ${found.seller_id && html`<br /><small>${t("to", { seller: found.seller_id })}</small>`}</span></p>
        ${!found.set_up ? html`<p>${t("not_set_up")}</p>` : html`
          ${shop.value.currency !== "CNY" && html`<p>${t("only_yuan", { currency: shop.value.currency })}</p>`}
          ${!found.authorise_url && html`<p>${t("own")}</p>`}`}
        ${found.authorise_url && html`<${Authorising} found=${found} exchange=${exchange} withdraw=${withdraw} />`}
      </section>
      ${found.set_up && html`<${Reconciled} />`}
    </div>`;
}

function Authorising({ found, exchange, withdraw }) {
  const returned = authorised.value?.shop === shop.value.id ? authorised.value : null;
  const strange = authorised.value && !authorised.value.shop;
  const at = (when) => new Date(when).toLocaleString("sv-SE", { timeZone: shop.value.time_zone, dateStyle: "short", timeStyle: "short" });
  return html`
    ${strange && html`<p class="notice warn" role="alert">${t("strange")}</p>`}
    ${returned && html`
      <div class="notice info stack" role="status">
        <p><b>${t("back_title")}</b><br />${t("back_text", { shop: shop.value.name })}</p>
        <button type="button" class="button primary" onClick=${() => exchange(returned.code)}>${t("confirm")}</button>
      </div>`}
    ${found.authorised && html`<p>${t("done", { time: at(found.authorised_at) })}</p>`}
    ${found.withdrawn_at && html`<p>${t("gone", { time: at(found.withdrawn_at) })}</p>`}
    ${!found.authorised && !returned && html`
      <p>${t("why")}</p>
      <ol class="numbered"><li>${t("step_1")}</li><li>${t("step_2")}</li></ol>`}
    ${!returned && html`
      <a class=${`button${found.authorised ? "" : " primary"}`} href=${found.authorise_url} onClick=${begin}>
        ${t(found.authorised ? "again" : "go")}</a>`}
    ${!found.authorised && html`<${ByHand} exchange=${exchange} />`}
    ${found.authorised && html`<button type="button" class="button danger" onClick=${withdraw}>${t("withdraw")}</button>`}`;
}

function ByHand({ exchange }) {
  function send(event) {
    event.preventDefault();
    exchange(new FormData(event.target).get("code").trim());
  }
  return html`
    <details class="more">
      <summary>${t("by_hand")}</summary>
      <form class="stack" onSubmit=${send}>
        <${Field} id="auth-code" name="code" label=${t("code")} required maxlength="64" autocomplete="off" />
        <button class="button">${t("use")}</button>
      </form>
    </details>`;
}
