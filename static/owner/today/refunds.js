/** What went back, what is under way, and what a wallet refused in its own words. */
import { html } from "htm/preact";
import { clockTime } from "../../shared/time.js";
import { named } from "../../shared/words.js";
import { shop } from "../shell/shops.js";
import { v } from "./visit_words.js";

export function Refunds({ items, say }) {
  if (!items.length) return null;
  return html`
    <h3>${v("refunds")}</h3>
    <ul class="rows">
      ${items.map((refund) => html`
        <li class="payment" key=${refund.id} data-status=${refund.status}>
          <p class="line">
            <span class="grow">${v(`refund_state_${refund.status}`, { why: refund.failure })}
              <small> ${clockTime(refund.done_at || refund.at, { timeZone: shop.value.time_zone })} · ${refund.by}</small></span>
            <b>${say(refund.amount)}</b>
          </p>
          <p class="quiet">${[...refund.lines.map((line) => `${line.quantity}× ${named(line)}`), refund.reason].join(" · ")}</p>
        </li>`)}
    </ul>`;
}
