/** The bill, line by line with every fee; who is paying it; and paying. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { pieces } from "./cart.js";
import { detailsOf, Sums } from "./lines.js";
import { PageHead } from "./page_head.js";
import { BeingPaid, Foot, Outcome } from "./pay_foot.js";
import { learn } from "./paying.js";
import { at, sentOrders } from "./progress.js";
import { Seal } from "./seal.js";
import { Shares } from "./shares.js";
import { keepQuoted } from "./sharing.js";
import { bill, price, refresh, tableLabel, visit } from "./table.js";
import { Tip } from "./tipping.js";
import { go } from "./views.js";
import { named, t } from "./words.js";

export function Bill() {
  useEffect(() => {
    refresh().catch(() => undefined); // what is shown came by frames
    return keepQuoted();
  }, []);
  useEffect(() => { learn(); }, [bill.value]); // every frame of the bill may be the end of this phone's payment
  const owed = bill.value;
  const where = visit.value?.covers ? t("billOf", { table: tableLabel.value, n: visit.value.covers }) : tableLabel.value;
  return html`
    <main class="page bill">
      <${BeingPaid} />
      <${PageHead} title=${t("billTitle")} aside=${where} />
      <${Outcome} />
      ${owed && sentOrders.value.length ? html`<${BillSlip} owed=${owed} />` : html`<p class="nothing">${t("nothingOwed")}</p>`}
      ${pieces.value > 0 && html`<p class="notice warn"><${Icon} name="alert" size="20" />${t("unsentInCart", { n: pieces.value })}</p>`}
      ${owed?.due > 0 && sentOrders.value.length > 0 && html`
        <button type="button" class="link" onClick=${() => go("receipt")}>${t("seePreBill")}</button>`}
      ${owed?.due > 0 && html`<${Shares} /><${Tip} />`}
      ${owed && sentOrders.value.length > 0 && html`<${Foot} owed=${owed} />`}
    </main>`;
}

export function BillSlip({ owed }) {
  return html`
    <article class="slip">
      ${sentOrders.value.map((order) => html`<${Round} key=${order.id} order=${order} />`)}
      <hr />
      <${Sums} of=${owed} fixed />
      ${(owed.paid > 0 || owed.refunded > 0) && html`<${Paid} owed=${owed} />`}
      ${owed.status === "paid" && html`<div class="settled"><${Seal} id=${`bill:${owed.id}`} words="settled" above=${tableLabel.value} below=${price(owed.total)} /></div>`}
    </article>`;
}

function Round({ order }) {
  return html`
    <section class="bill-round">
      <h2>${t("round", { n: order.round })}${order.round > 1 ? ` ${t("addOn")}` : ""} · ${at(order.placed_at)}</h2>
      <ul class="lines">
        ${order.lines.filter((line) => line.status !== "voided").map((line) => html`
          <li class="line" key=${line.id}><span class="times">${line.quantity}×</span>
            <div class="what"><b>${named(line)}</b> ${detailsOf(line) && html`<small>${detailsOf(line)}</small>`}</div>
            <span class="sum">${price(line.line_total)}</span></li>`)}
      </ul>
    </section>`;
}

function Paid({ owed }) {
  return html`
    <dl class="sums paid">
      ${owed.paid > 0 && html`<div><dt>${t("paid")}</dt><dd>−${price(owed.paid, { fixed: true })}</dd></div>`}
      ${owed.refunded > 0 && html`<div><dt>${t("refunded")}</dt><dd>${price(owed.refunded, { fixed: true })}</dd></div>`}
      ${owed.due > 0 && html`<div class="total"><dt>${t("due")}</dt><dd>${price(owed.due, { fixed: true })}</dd></div>`}
    </dl>`;
}
