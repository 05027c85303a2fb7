/** What was eaten and paid, for keeping: on the screen, and printable without the page around it. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { BillSlip } from "./bill.js";
import { Fapiao } from "./fapiao.js";
import { PageHead } from "./page_head.js";
import { api } from "./phone.js";
import { at } from "./progress.js";
import { show } from "./say.js";
import { bill, price, restaurant, tableLabel, visit } from "./table.js";
import { named, t } from "./words.js";

export function Receipt() {
  const [told, setTold] = useState(null);
  const owed = bill.value;
  useEffect(() => {
    api.get("/api/v1/visit/receipt").then(setTold).catch(() => undefined); // the sums came by frames; the rest waits
  }, [owed?.paid, owed?.refunded]);
  if (!owed) return null;
  const opened = visit.value?.opened_at;
  const payments = told?.payments || [];
  const refunds = payments.flatMap((payment) => payment.refunds);
  return html`
    <main class="page bill receipt">
      <${PageHead} title=${t(owed.due > 0 ? "preBill" : "receipt")} />
      <header class="receipt-head"><h2>${restaurant.value.name}</h2>
        <p>${[restaurant.value.address, restaurant.value.phone].filter(Boolean).join(" · ")}</p>
        <p>${tableLabel} · ${opened ? `${opened.slice(0, 10)} ${at(opened)}` : ""}${told?.number ? ` · ${told.number}` : ""}</p></header>
      <${BillSlip} owed=${owed} />
      ${payments.length > 0 && html`<${Payments} payments=${payments} />`}
      ${refunds.length > 0 && html`<${Refunds} refunds=${refunds} />`}
      ${owed.paid > 0 && html`<${Fapiao} paid=${owed.paid - owed.refunded} />`}
      <p class="thanks">${t(owed.due > 0 ? "preBillMeans" : "thanks")}</p>
      <p class="two no-print">
        <button type="button" class="button" onClick=${savePdf}>${t("savePdf")}</button>
        <button type="button" class="button" onClick=${() => print()}>${t("print")}</button>
      </p>
    </main>`;
}

/** By whom, how and when; a tip stands apart, cash with its change. */
function Payments({ payments }) {
  return html`
    <section class="slip refunds" aria-label=${t("payments")}>
      ${payments.map((payment) => html`
        <dl class="sums" key=${payment.id}>
          <div><dt>${t(`by_${payment.method || payment.wallet}`)} <small>${[payment.by, at(payment.settled_at)].filter(Boolean).join(" · ")}</small></dt>
            <dd>${price(payment.amount, { fixed: true })}</dd></div>
          ${payment.tip > 0 && html`<div><dt>${t("ofWhichTip")}</dt><dd>${price(payment.tip, { fixed: true })}</dd></div>`}
          ${payment.change > 0 && html`
            <div><dt>${t("tendered", { sum: price(payment.tendered) })}</dt><dd>${t("change", { sum: price(payment.change) })}</dd></div>`}
        </dl>`)}
    </section>`;
}

function Refunds({ refunds }) {
  return html`
    <section class="slip refunds" aria-label=${t("refunded")}>
      ${refunds.map((refund) => html`
        <dl class="sums" key=${refund.at}>
          <div><dt>${t(`refund_${refund.status}`)} <small>${at(refund.at)}</small></dt><dd>${price(refund.amount, { fixed: true })}</dd></div>
          ${refund.lines.map((line) => html`
            <div key=${line.line_id}><dt>${line.quantity}× ${named(line)}</dt><dd>${price(line.amount, { fixed: true })}</dd></div>`)}
        </dl>`)}
    </section>`;
}

async function savePdf() {
  try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await api.file("/api/v1/visit/receipt.pdf"));
    link.download = `${t("receipt")}-${tableLabel.value}.pdf`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  } catch (problem) {
    show(t("noFile"), { error: true });
  }
}
