/** Money for a table: what a guest pays by phone or asked for, a code that is shown, or what staff take now. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { clockTime } from "../../shared/time.js";
import { shop } from "../shell/shops.js";
import { ShownCode } from "./shown_code.js";
import { Taking } from "./taking.js";
import { v } from "./visit_words.js";

export function Pay({ state, payments, open, begin, ...shared }) {
  const [instead, setInstead] = useState(null);
  const { bill } = state;
  const pending = payments.find((payment) => payment.status === "pending");
  const takesOver = pending && pending.id === instead;
  const take = () => {
    setInstead(pending.id);
    begin();
  };
  if (pending && !takesOver && pending.wallet !== "counter") {
    if (bill.being_paid && !bill.being_paid.guest_id) {
      return html`<${ShownCode} key=${pending.id} payment=${pending} say=${shared.say} instead=${take} />`;
    }
    return html`<${ByPhone} payment=${pending} say=${shared.say} instead=${take} />`;
  }
  const asked = takesOver ? null : pending;
  if (!asked && !(open && bill.due)) return null;
  // What was quoted before the last payment is over, and so is its key: every state of the bill is taken afresh.
  return html`
    <${Taking} key=${asked ? asked.id : bill.due} asked=${asked} due=${bill.due} covers=${state.visit.covers}
      takeOver=${takesOver && pending.wallet !== "counter" ? pending.id : null} instead=${asked && take} ...${shared} />`;
}

function ByPhone({ payment, say, instead }) {
  const until = clockTime(payment.expires_at, { timeZone: shop.value.time_zone });
  return html`
    <p class="notice info line">
      <span class="grow">${v("phone_pays", { money: say(payment.amount), time: until })}</span>
      <button type="button" class="button small" onClick=${instead}>${v("take_instead")}</button>
    </p>`;
}
