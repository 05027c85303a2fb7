/** How the money comes: cash with its change, card, a code on the counter, or a code on this screen. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { parseMoney } from "../../shared/money.js";
import { Field } from "../shell/fields.js";
import { shop } from "../shell/shops.js";
import { v } from "./visit_words.js";

const METHODS = ["cash", "card", "wechat_code", "alipay_code", "other"];

/** `amount` null: what it costs is being asked; 0: `missing` says what is to be chosen first. `tipped`: the guest's tip. */
export function Counter({ amount, missing, tipped = 0, wallets, say, take, show }) {
  const [method, setMethod] = useState("cash");
  const [text, setText] = useState("");
  const [extra, setExtra] = useState("");
  const [busy, setBusy] = useState(false);
  const typed = (said) => (said.trim() ? parseMoney(said, shop.value.currency) : 0);
  const tip = tipped || typed(extra);
  const sum = amount + tip;
  const given = typed(text);
  const cash = method === "cash";
  const wallet = wallets.find((name) => `show_${name}` === method);
  const faults = {
    tip: tip === null ? v("tendered_bad") : tip > amount && amount ? v("tip_high") : "",
    given: given === null ? v("tendered_bad") : cash && given && given < sum ? v("tendered_low", { money: say(sum) }) : "",
  };

  async function confirm(event) {
    event.preventDefault();
    if (busy || !amount || faults.tip || (cash && faults.given)) return;
    setBusy(true);
    await (wallet ? show(wallet, tip) : take(method, cash && given ? given : null, tip));
    setBusy(false);
  }

  const chip = (key) => html`
    <button type="button" class="chip" key=${key} aria-pressed=${key === method} onClick=${() => setMethod(key)}>
      ${key === method && html`<${Icon} name="check" size="16" />`} ${v(key)}
    </button>`;
  return html`
    <form class="slip counter stack" onSubmit=${confirm}>
      <div class="chips" role="group" aria-label=${v("how")}>
        ${wallets.map((name) => chip(`show_${name}`))}
        ${METHODS.map(chip)}
      </div>
      ${cash && html`
        <${Field} id="tendered" label=${v("tendered")} inputmode="decimal" autocomplete="off" value=${text}
          onInput=${(event) => setText(event.target.value)} fault=${faults.given} />`}
      ${cash && given > sum && html`<p class="change">${v("change", { money: say(given - sum) })}</p>`}
      ${shop.value.tips && !tipped && html`
        <${Field} id="tip" label=${v("tip")} inputmode="decimal" autocomplete="off" value=${extra}
          onInput=${(event) => setExtra(event.target.value)} fault=${faults.tip} />`}
      <button class="button primary" disabled=${busy || !amount}>
        ${amount ? v(wallet ? "show_code" : "confirm", { money: say(amount) }) : v(amount === null ? "asking_price" : missing)}${amount > 0 && tip > 0 && ` + ${v("tip_short", { money: say(tip) })}`}
      </button>
    </form>`;
}
