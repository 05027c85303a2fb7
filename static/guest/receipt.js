/** What was eaten and paid, for keeping: on the screen, and printable without the page around it. */
import { html } from "htm/preact";
import { BillSlip } from "./bill.js";
import { PageHead } from "./page_head.js";
import { at } from "./progress.js";
import { bill, restaurant, tableLabel, visit } from "./table.js";
import { t } from "./words.js";

export function Receipt() {
  if (!bill.value) return null;
  const opened = visit.value?.opened_at;
  return html`
    <main class="page bill receipt">
      <${PageHead} title=${t("receipt")} />
      <header class="receipt-head"><h2>${restaurant.value.name}</h2>
        <p>${[restaurant.value.address, restaurant.value.phone].filter(Boolean).join(" · ")}</p>
        <p>${tableLabel} · ${opened ? `${opened.slice(0, 10)} ${at(opened)}` : ""}</p></header>
      <${BillSlip} owed=${bill.value} />
      <p class="thanks">${t("thanks")}</p>
      <button type="button" class="button whole no-print" onClick=${() => print()}>${t("print")}</button>
    </main>`;
}
