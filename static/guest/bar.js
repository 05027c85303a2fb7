/** The cart as a slip at the foot of the page: the true total with every fee, or what was sent and how far it is. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { amount, signOf } from "../shared/money.js";
import { lines, offline, pieces, settled } from "./cart.js";
import { feeLine, feeRules } from "./fees.js";
import { Paper } from "./paper.js";
import { gate } from "./phone.js";
import { sentOrders, stateWord } from "./progress.js";
import { bill, cart, currency, restaurant } from "./table.js";
import { go, open, view } from "./views.js";
import { t } from "./words.js";

export function Bar() {
  if (view.value !== "menu" && view.value !== "status") return null;
  const many = pieces.value;
  const ordered = sentOrders.value.length > 0;
  const Body = view.value === "status" ? Owed : many ? Unsent : ordered ? Sent : Nothing;
  const above = view.value === "menu" && many > 0 && ordered && html`<${Progress} />`;
  return html`<${Paper} above=${above} className=${Body === Unsent ? " unsent" : ""}><div class="bar-row"><${Body} /></div></${Paper}>`;
}

function Total({ minor, unsure }) {
  return html`<b class=${`bar-total${unsure ? " unsure" : ""}`}><small>${signOf(currency)}</small>${amount(minor, currency)}</b>`;
}

function Block({ count, quiet }) {
  return html`
    <span class=${`bar-block${quiet ? " quiet" : ""}`}><${Icon} name="slip" size="26" />
      ${count > 0 && html`<b class="badge" key=${count}>${count}</b>`}
    </span>`;
}

function Nothing() {
  return html`
    <div class="bar-sum"><${Block} quiet />
      <span><b>${t("nothingYet")}</b><small>${feeRules().join(t("comma"))}</small></span>
    </div>`;
}

function Unsent() {
  const fees = cart.value.fees.map(feeLine).join(t("comma"));
  const told = [fees && t("includes", { fees }), settled.value ? t("unsent") : t("syncing")].filter(Boolean).join(" · ");
  return html`
    <button type="button" class="bar-sum" onClick=${() => open({ kind: "cart" })}>
      <span class="unseen">${t("cartOpen", { n: pieces.value })}</span>
      <${Block} count=${pieces.value} />
      <span><${Total} minor=${cart.value.total} unsure=${!settled.value} />
        <small class=${offline.value ? "amber" : ""}>${offline.value ? t("offlineSaved") : told}</small></span>
    </button>
    <button type="button" class="button primary" disabled=${Boolean(gate.value)} onClick=${() => go("confirm")}>${t("review")}</button>`;
}

function Sent() {
  const count = sentOrders.value.reduce((sum, order) => sum + order.lines.length, 0);
  const last = sentOrders.value[sentOrders.value.length - 1];
  return html`
    <button type="button" class="bar-sum" onClick=${() => go("status")}>
      <${Block} quiet />
      <span><b>${t("landed", { n: count })}</b><small>${t("latest", { n: last.round, state: stateWord(last) })}</small></span>
    </button>
    <button type="button" class="button primary" onClick=${() => go("status")}>${t("seeStatus")}</button>`;
}

/** Something is cooking while more is being chosen. */
function Progress() {
  const last = sentOrders.value[sentOrders.value.length - 1];
  return html`
    <button type="button" class="bar-progress" onClick=${() => go("status")}>
      <span>${t("latest", { n: last.round, state: stateWord(last) })}</span><${Icon} name="right" size="16" />
    </button>`;
}

function Owed() {
  const count = sentOrders.value.reduce((sum, order) => sum + order.lines.filter((line) => line.status !== "voided").length, 0);
  const mode = t(restaurant.value.service_mode === "pay_first" ? "payFirst" : "payAfter");
  const settledBill = bill.value?.status === "paid";
  return html`
    <div class="bar-sum"><${Block} quiet />
      <span><${Total} minor=${settledBill ? bill.value.total : bill.value?.due || 0} />
        <small>${settledBill ? t("settled") : t("orderedBar", { rounds: sentOrders.value.length, n: count, mode })}</small></span>
    </div>
    <button type="button" class="button primary" onClick=${() => go("bill")}>${t("seeBill")}</button>`;
}
