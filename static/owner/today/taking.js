/** Taking money: all that is due or a share of it, over the counter or by a code that the guest scans. */
import { html } from "htm/preact";
import { useRef } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { api } from "../shell/api.js";
import { home } from "../shell/shops.js";
import { Counter } from "./counter.js";
import { Ways, splitOf, useShare } from "./ways.js";
import { v } from "./visit_words.js";

export function Taking({ asked, due, covers, takeOver, instead, wallets, at, act, say, back }) {
  const keys = useRef(new Map());
  const share = useShare(at, due, covers);
  const amount = asked ? asked.amount - asked.tip : share.amount;

  /** One key for the same wish, so that a second touch takes nothing twice; another wish has another one. */
  function begin(wallet, tip) {
    const body = { wallet, tip, take_over: takeOver, ...splitOf(share, due) };
    const wish = JSON.stringify(body);
    if (!keys.current.has(wish)) keys.current.set(wish, newKey());
    return api.post(`${at}/payments`, body, { key: keys.current.get(wish) });
  }

  /** A payment that nobody has asked for yet is begun first. */
  async function take(method, tendered, tip) {
    const { answer } = await act(async () => {
      const id = asked?.id || (await begin("counter", tip)).payment.id;
      return api.post(`${home.value}/payments/${id}/confirm`, { method, tendered });
    });
    if (answer) back();
  }

  async function show(wallet, tip) {
    const { answer } = await act(() => begin(wallet, tip));
    if (answer) back();
  }

  return html`
    ${!asked && html`<${Ways} share=${share} say=${say} />`}
    ${asked && html`
      <p class="notice info line"><span class="grow">${v("asked_counter", { money: say(asked.amount) })}</span>
        <button type="button" class="button small" onClick=${instead}>${v("another_way")}</button></p>`}
    <${Counter} amount=${amount} missing=${`first_${share.wish.way}`} tipped=${asked?.tip}
      wallets=${asked ? [] : wallets} say=${say} take=${take} show=${show} />`;
}
