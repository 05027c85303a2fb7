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
  const [refunds, setRefunds] = useState([]);
  const owed = bill.value;
  useEffect(() => {
    api.get("/api/v1/visit/receipt")
      .then(({ payments }) => setRefunds(payments.flatMap((payment) => payment.refunds)))
      .catch(() => undefined); // the sums came by frames; what went back for what waits for the network
  }, [owed?.refunded]);
  if (!owed) return null;
  const opened = visit.value?.opened_at;
  return html`
    <main class="page bill receipt">
      <${PageHead} title=${t(bill.value.due > 0 ? "preBill" : "receipt")} />
      <header class="receipt-head"><h2>${restaurant.value.name}</h2>
        <p>${[restaurant.value.address, restaurant.value.phone].filter(Boolean).join(" · ")}</p>
        <p>${tableLabel} · ${opened ? `${opened.slice(0, 10)} ${at(opened)}` : ""}</p></header>
      <${BillSlip} owed=${owed} />
      ${refunds.length > 0 && html`<${Refunds} refunds=${refunds} />`}
      ${owed.paid > 0 && html`<${Fapiao} paid=${owed.paid - owed.refunded} />`}
      <p class="thanks">${t("thanks")}</p>
      <p class="two no-print">
        <button type="button" class="button" onClick=${savePdf}>${t("savePdf")}</button>
        <button type="button" class="button" onClick=${() => print()}>${t("print")}</button>
      </p>
    </main>`;
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
