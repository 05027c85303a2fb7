/** This phone's own payment: begun, gone on with, given up; and what became of it, also after a reload. */
import { signal } from "@preact/signals";
import { newKey } from "../shared/api.js";
import { forget, keep, recall } from "../shared/kept.js";
import { PAYING, api, first } from "./phone.js";
import { show } from "./say.js";
import { share, toPay } from "./sharing.js";
import { me, price, refresh } from "./table.js";
import { tip } from "./tipping.js";
import { close, open, sheet } from "./views.js";
import { t } from "./words.js";

const KEPT = `zhuoma:payment:${first.code}`;
const kept = recall(KEPT);

export const busy = signal(false);
/** `{id, wallet, amount, client}` until it is known how it ended. */
export const mine = signal(kept ? JSON.parse(kept) : null);
/** How the last one ended without money: "failed", "expired" or null. */
export const ended = signal(null);
/** The payment of another phone that this one is asked to take over. */
export const takesOver = signal(null);

export const isMine = (paying) => Boolean(paying) && (mine.value?.id === paying.payment_id || paying.guest_id === me.value?.id);

export async function pay(wallet) {
  busy.value = true;
  ended.value = null;
  try {
    const body = { wallet, tip: tip.value, ...share(), ...(takesOver.value && { take_over: takesOver.value }) };
    const { payment, client } = await api.post("/api/v1/visit/payments", body, { key: newKey() });
    takesOver.value = null;
    hold({ id: payment.id, wallet, amount: payment.amount, client });
    await refresh();
    goOn();
  } catch (problem) {
    show(`${problem.status ? problem.message : t("noAnswer")} ${t("payFailed")}`, { error: true });
    refresh().catch(() => undefined);
  } finally {
    busy.value = false;
  }
}

/** To the wallet: its app where it has one and this is not it already, else its page. */
export function goOn() {
  const { client } = mine.value;
  if (client.app_url && !inAlipay()) open({ kind: "wallet" });
  else if (client.redirect_url) leaveFor(client.redirect_url);
}

export const inAlipay = () => /AlipayClient/i.test(navigator.userAgent);
/** WeChat opens neither Alipay's app nor its pages. */
export const inWeChat = () => /MicroMessenger/i.test(navigator.userAgent);

export function leaveFor(url) {
  keep(PAYING, "1");
  location.href = url;
}

/** The table can pay in another way at once; money that came in this very moment counts all the same. */
export async function giveUp() {
  busy.value = true;
  try {
    await api.del(`/api/v1/visit/payments/${mine.value.id}`);
    hold(null);
    if (sheet.value?.kind === "wallet") close();
    await refresh();
  } catch (problem) {
    show(problem.status ? problem.message : t("noAnswer"), { error: true });
  } finally {
    busy.value = false;
  }
}

/** What became of it, once it is over. Without an answer it is asked again with the bill's next frame. */
export async function learn() {
  const own = mine.value;
  if (!own) return;
  try {
    const { status, amount } = await api.get(`/api/v1/visit/payments/${own.id}`);
    if (status === "pending" || mine.value?.id !== own.id) return;
    hold(null);
    if (status === "failed" || status === "expired") ended.value = status;
    else show(t("paidThanks", { sum: price(amount, { fixed: true }) }));
  } catch (problem) {
    if (problem.status !== 404) return;
    hold(null); // another visit's
  }
  if (sheet.value?.kind === "wallet") close();
}

function hold(own) {
  mine.value = own;
  if (own) keep(KEPT, JSON.stringify(own));
  else forget(KEPT);
}

addEventListener("pageshow", (event) => {
  if (event.persisted) forget(PAYING); // the back button brought the living page back
});
