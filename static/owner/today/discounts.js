/** What owners and managers take off a bill: so many per cent, an amount, or all of it, with the reason guests read. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { parseMoney } from "../../shared/money.js";
import { api } from "../shell/api.js";
import { askReason } from "../shell/confirm.js";
import { Field } from "../shell/fields.js";
import { shop } from "../shell/shops.js";
import { v } from "./visit_words.js";

const KINDS = ["rate", "amount", "comp"];

export function Discounts({ bill, at, act, say }) {
  const [open, setOpen] = useState(false);

  async function undo(off) {
    const about = { why: off.reason, money: say(off.amount) };
    const reason = await askReason({ title: v("undo_off_title", about), text: v("undo_off_text", about), yes: v("undo_off") });
    if (reason) act(() => api.post(`${at}/discounts/${off.id}/undo`, { reason }));
  }

  return html`
    <ul class="rows">
      ${bill.discounts.map((off) => html`
        <li class="line" key=${off.id}>
          <span class="grow">${v(off.kind, { why: off.reason })}</span><b>−${say(off.amount)}</b>
          <button type="button" class="button small" aria-label=${`${v("undo_off")} ${off.reason}`} onClick=${() => undo(off)}>
            ${v("undo_off")}</button>
        </li>`)}
    </ul>
    ${bill.due > 0 && html`
      <button type="button" class="button small" aria-expanded=${open} onClick=${() => setOpen(!open)}>${v("take_off")}</button>`}
    ${open && html`<${TakeOff} at=${at} act=${act} done=${() => setOpen(false)} />`}`;
}

function TakeOff({ at, act, done }) {
  const [key] = useState(newKey);
  const [kind, setKind] = useState("rate");
  const [fault, setFault] = useState(false);

  async function give(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const body = { ...worth(kind, form.get("worth")), reason: form.get("reason") };
    setFault(!body.kind);
    if (!body.kind) return;
    const { answer } = await act(() => api.post(`${at}/discounts`, body, { key }));
    if (answer) done();
  }

  return html`
    <form class="stack" onSubmit=${give} aria-label=${v("take_off")}>
      <div class="chips" role="group" aria-label=${v("take_off")}>
        ${KINDS.map((each) => html`
          <button type="button" class="chip" key=${each} aria-pressed=${each === kind} onClick=${() => setKind(each)}>${v(`off_${each}`)}</button>`)}
      </div>
      ${kind !== "comp" && html`
        <${Field} id="off-worth" name="worth" label=${v(`off_${kind}_label`)} inputmode="decimal" autocomplete="off" required
          fault=${fault && v(`off_${kind}_fault`)} />`}
      <${Field} id="off-reason" name="reason" label=${v("off_reason")} maxlength="140" autocomplete="off" required />
      <button class="button primary">${v("off_yes")}</button>
    </form>`;
}

/** "12" per cent off is a rate of 0.12. An empty object for what cannot be read. */
function worth(kind, text) {
  if (kind === "comp") return { kind: "comp" };
  if (kind === "amount") {
    const amount = parseMoney(text, shop.value.currency);
    return amount ? { kind: "discount", amount } : {};
  }
  const percent = Number(text);
  return percent > 0 && percent <= 100 ? { kind: "discount", rate: String(Number((percent / 100).toFixed(4))) } : {};
}
