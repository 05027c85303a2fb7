/** Money back: dish by dish, an amount, or all that is left of a payment. What a dish brings is the server's word. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { Icon } from "../../shared/icons.js";
import { parseMoney } from "../../shared/money.js";
import { named } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { Field } from "../shell/fields.js";
import { home, manages, shop } from "../shell/shops.js";
import { withPassword } from "../shell/stepping_up.js";
import { v } from "./visit_words.js";

const WAYS = ["by_line", "by_amount", "by_whole"];

export function Refund({ payment, left, lines, say, act, done }) {
  const open = lines.filter((line) => line.amounts.length);
  const [key] = useState(newKey);
  const [way, setWay] = useState(open.length ? "by_line" : "by_amount");
  const [chosen, setChosen] = useState({});
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const wanted = open.filter((line) => chosen[line.line_id])
    .map((line) => ({ line_id: line.line_id, quantity: chosen[line.line_id] }));
  const amount = {
    by_line: open.reduce((sum, line) => sum + (line.amounts[(chosen[line.line_id] || 0) - 1] || 0), 0),
    by_amount: parseMoney(text, shop.value.currency),
    by_whole: left,
  }[way];
  const word = `refund${manages.value ? "" : "_ask"}${amount > 0 && amount <= left ? "_sum" : "_yes"}`;
  const fits = amount > 0 && amount <= left;

  async function give(event) {
    event.preventDefault();
    setAsked(true);
    if (!fits || busy) return;
    setBusy(true);
    const what = { by_line: { lines: wanted }, by_amount: { amount }, by_whole: { whole: true } }[way];
    const body = { ...what, reason: new FormData(event.target).get("reason") };
    const path = manages.value ? "refunds" : "refund-requests"; // a waiter asks, an owner or manager gives
    const send = () => api.post(`${home.value}/payments/${payment.id}/${path}`, body, { key });
    const question = { title: v("again_title"), text: v("again_text", { money: say(amount) }), yes: v("again_yes") };
    const { answer, problem } = await act(() => withPassword(send, question));
    setBusy(false);
    if (answer || problem?.code === "wallet_unreachable") done();
  }

  return html`
    <form class="stack refund" onSubmit=${give} aria-label=${v("refund_title")}>
      <div class="chips" role="group" aria-label=${v("refund_by")}>
        ${WAYS.map((each) => html`
          <button type="button" class="chip" key=${each} aria-pressed=${each === way} onClick=${() => setWay(each)}>
            ${each === way && html`<${Icon} name="check" size="16" />`} ${v(each)}
          </button>`)}
      </div>
      ${way === "by_line" && !open.length && html`<p class="quiet">${v("nothing_left")}</p>`}
      ${way === "by_line" && html`
        <ul class="rows">
          ${open.map((line) => html`
            <${Portions} key=${line.line_id} line=${line} n=${chosen[line.line_id] || 0} say=${say}
              set=${(n) => setChosen({ ...chosen, [line.line_id]: n })} />`)}
        </ul>`}
      ${way === "by_amount" && html`
        <${Field} id="refund-amount" label=${v("refund_amount", { money: say(left) })} inputmode="decimal" required
          autocomplete="off" value=${text} onInput=${(event) => setText(event.target.value)} />`}
      ${asked && !fits && html`<p class="fault" role="alert">△ ${v("refund_bad", { money: say(left) })}</p>`}
      <${Field} id="refund-reason" name="reason" label=${v("refund_reason")} maxlength="140" required />
      <p class="hint">${v(manages.value ? "refund_how" : "refund_ask_how")}</p>
      <button class="button danger" disabled=${busy}>${v(word, { money: say(amount || 0) })}</button>
    </form>`;
}

function Portions({ line, n, say, set }) {
  const name = named(line);
  return html`
    <li class="order-line">
      <span class="grow">${name} <small>${line.returned > 0 && v("returned", { n: line.returned })}</small></span>
      <span class="sum">${n > 0 && say(line.amounts[n - 1])}</span>
      <span class="portions">
        <button type="button" class="round-button" aria-label=${v("fewer_back", { name })} disabled=${!n}
          onClick=${() => set(n - 1)}><${Icon} name="minus" size="20" /></button>
        <b aria-live="polite">${n}/${line.amounts.length}</b>
        <button type="button" class="round-button" aria-label=${v("more_back", { name })}
          disabled=${n === line.amounts.length} onClick=${() => set(n + 1)}><${Icon} name="plus" size="20" /></button>
      </span>
    </li>`;
}
