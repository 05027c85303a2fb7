/** Taking money at the counter: the guest asked for it on the phone, or staff begin. Cash shows the change. */
import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { Icon } from "../../shared/icons.js";
import { parseMoney } from "../../shared/money.js";
import { api } from "../shell/api.js";
import { clockTime } from "../../shared/time.js";
import { Field } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { v } from "./visit_words.js";

const METHODS = ["cash", "card", "wechat_code", "alipay_code", "other"];

export function Pay({ state, at, act, say, payments, open, back }) {
  const asked = payments.find((payment) => payment.status === "pending" && payment.wallet === "counter");
  const { bill } = state;
  const phone = bill.being_paid && bill.being_paid.wallet !== "counter" ? bill.being_paid : null;
  if (phone) {
    const until = clockTime(phone.until, { timeZone: shop.value.time_zone });
    return html`<p class="notice info">${v("phone_pays", { money: say(phone.amount), time: until })}</p>`;
  }
  if (!asked && !(open && bill.due)) return null;
  // What was quoted before the last payment is over, and so is its key: every state of the bill is taken afresh.
  return html`
    <${Taking} key=${asked ? asked.id : bill.due} asked=${asked} due=${bill.due} at=${at} act=${act} say=${say}
      back=${back} />`;
}

function Taking({ asked, due, at, act, say, back }) {
  const key = useRef(newKey());
  const [share, setShare] = useState(null);
  const [quoting, setQuoting] = useState(0);
  const amount = asked ? asked.amount : share ? share.chosen : due;

  /** Until the server has said what the share costs, nothing can be taken. */
  async function choose(parts) {
    key.current = newKey();
    setShare(null);
    setQuoting(parts);
    const { answer } = parts > 1 ? await attempt(() => api.get(`${at}/split?mode=even&parts=${parts}`)) : { answer: null };
    setShare(answer?.mode === "even" ? answer : null); // guests may share it in another way already
    setQuoting(0);
  }

  /** A payment that nobody has asked for yet is begun first, under one key, so that a second touch takes nothing twice. */
  async function take(method, tendered) {
    const { answer } = await act(async () => {
      const id = asked?.id
        || (await api.post(`${at}/payments`, share ? { split: splitOf(share) } : { amount }, { key: key.current })).payment.id;
      return api.post(`${home.value}/payments/${id}/confirm`, { method, tendered });
    });
    if (answer) back();
  }

  return html`
    ${!asked && html`<${Parts} now=${quoting || (share ? share.parts : 1)} quoting=${quoting > 0} choose=${choose} />`}
    <${Counter} key=${amount} amount=${amount} quoting=${quoting > 0} say=${say} take=${take} />`;
}

/** One after the other pays a share; each is the server's. */
function Parts({ now, quoting, choose }) {
  return html`
    <div class="chips" role="group" aria-label=${v("pay_parts")}>
      ${[1, 2, 3, 4, 5, 6].map((n) => html`
        <button type="button" class="chip" key=${n} aria-pressed=${n === now} disabled=${quoting} onClick=${() => choose(n)}>
          ${n === 1 ? v("pay_all") : v("pay_nth", { n })}</button>`)}
    </div>`;
}

const splitOf = (share) => ({ mode: share.mode, parts: share.parts, shown: share.chosen });

function Counter({ amount, quoting, say, take }) {
  const [method, setMethod] = useState("cash");
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const tendered = text.trim() ? parseMoney(text, shop.value.currency) : undefined;
  const fault = tendered === null ? v("tendered_bad") : tendered < amount ? v("tendered_low", { money: say(amount) }) : "";
  const cash = method === "cash";

  async function confirm(event) {
    event.preventDefault();
    if (busy || quoting || (cash && fault)) return;
    setBusy(true);
    await take(method, cash && tendered !== undefined ? tendered : null);
    setBusy(false);
  }

  return html`
    <form class="slip counter stack" onSubmit=${confirm}>
      <div class="chips" role="group" aria-label=${v("how")}>
        ${METHODS.map((key) => html`
          <button type="button" class="chip" key=${key} aria-pressed=${key === method} onClick=${() => setMethod(key)}>
            ${key === method && html`<${Icon} name="check" size="16" />`} ${v(key)}
          </button>`)}
      </div>
      ${cash && html`
        <${Field} id="tendered" label=${v("tendered")} inputmode="decimal" autocomplete="off" value=${text}
          onInput=${(event) => setText(event.target.value)} fault=${fault} />`}
      ${cash && tendered > amount && html`<p class="change">${v("change", { money: say(tendered - amount) })}</p>`}
      <button class="button primary" disabled=${busy || quoting}>${v("confirm", { money: say(amount) })}</button>
    </form>`;
}
