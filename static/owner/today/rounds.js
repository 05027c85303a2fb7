/** What the table ordered, round by round; a line or a whole round can be taken back with a reason. */
import { html } from "htm/preact";
import { newKey } from "../../shared/api.js";
import { api } from "../shell/api.js";
import { clockTime } from "../../shared/time.js";
import { named } from "../../shared/words.js";
import { askReason } from "../shell/confirm.js";
import { home, manages, shop } from "../shell/shops.js";
import { v } from "./visit_words.js";

const PAID = ["paid", "partly_refunded", "refunded"];

export function Rounds(shared) {
  const { orders } = shared.state;
  if (!orders.length) return html`<p class="quiet">${v("nothing")}</p>`;
  return orders.map((order) => html`<${Round} key=${order.id} order=${order} ...${shared} />`);
}

function Round({ order, at: visit, act, say, separate }) {
  const at = `${home.value}/orders/${order.id}`;
  const open = order.status !== "cancelled" && !PAID.includes(order.payment_state);

  async function cancel() {
    const about = { label: order.label, money: say(order.total) };
    const reason = await askReason({ title: v("cancel_title", about), text: v("cancel_text", about), yes: v("cancel") });
    if (reason) act(() => api.post(`${at}/cancel`, { reason }));
  }

  return html`
    <section class="slip round" data-status=${order.status}>
      <h3>
        <span class="grow">${v("round", { n: order.round })} ${order.label}</span>
        <small>${clockTime(order.placed_at, { timeZone: shop.value.time_zone })} · ${v(order.waits ? "waits" : order.status)}</small>
      </h3>
      ${order.allergy_note && html`<p class="allergy">⚠ ${v("allergy", { text: order.allergy_note })}</p>`}
      ${order.note && html`<p class="quiet">${order.note}</p>`}
      <ul class="rows">
        ${order.lines.map((line) => html`
          <${Line} key=${line.id} line=${line} at=${at} visit=${visit} act=${act} say=${say} open=${open} />`)}
      </ul>
      <p class="line">
        <span class="grow">
          ${open && html`<button type="button" class="link seal-text" onClick=${cancel}>${v("cancel")}</button>`}
          ${open && html` <button type="button" class="link" onClick=${() => separate(order.id)}>${v("separate")}</button>`}
        </span>
        <b>${say(order.total)}</b>${PAID.includes(order.payment_state) && html`<small>✓ ${v("paid")}</small>`}
      </p>
      ${order.reason && html`<p class="quiet">${order.reason}</p>`}
    </section>`;
}

function Line({ line, at, visit, act, say, open }) {
  const voided = line.status === "voided";
  const about = [...line.modifiers.map((m) => named(m)), line.note].filter(Boolean).join(" · ");

  async function takeOff() {
    const said = { name: named(line), money: say(line.line_total) };
    const reason = await askReason({ title: v("void_title", said), text: v("void_text", said), yes: v("void") });
    if (reason) act(() => api.post(`${at}/lines/${line.id}/void`, { reason }));
  }

  async function giveFree() {
    const said = { name: named(line), money: say(line.line_total) };
    const reason = await askReason({ title: v("comp_title", said), text: v("comp_text", said), yes: v("comp_yes") });
    if (reason) act(() => api.post(`${visit}/discounts`, { kind: "comp", line_id: line.id, reason }, { key: newKey() }));
  }

  return html`
    <li class="order-line" data-voided=${voided}>
      <span class="grow">
        ${line.quantity}× ${named(line)}
        ${about && html`<small> ${about}</small>`}
        ${voided && line.reason && html`<small> ${line.reason}</small>`}
      </span>
      <small>${v(line.status)}</small>
      <span class="sum">${say(line.line_total)}</span>
      ${line.status === "ready" && html`
        <button type="button" class="button small" onClick=${() => act(() => api.post(`${at}/lines/${line.id}/serve`))}>
          ${v("serve")}
        </button>`}
      ${open && !voided && html`
        <button type="button" class="button small" aria-label=${`${v("void")} ${named(line)}`} onClick=${takeOff}>
          ${v("void")}
        </button>`}
      ${open && !voided && manages.value && html`
        <button type="button" class="button small" aria-label=${`${v("comp_yes")} ${named(line)}`} onClick=${giveFree}>
          ${v("comp_yes")}
        </button>`}
    </li>`;
}
