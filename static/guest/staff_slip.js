/** When the network fails: the whole order as one large slip that a waiter can read, and what is true about it. */
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { lines as cartLines, settled } from "./cart.js";
import { detailsOf } from "./lines.js";
import { sending, shown, stop, trouble } from "./sending.js";
import { cart, price, tableLabel } from "./table.js";
import { lang, t } from "./words.js";

export function StaffSlip() {
  const box = useRef(null);
  useEffect(() => {
    if (shown.value) box.current?.focus();
  }, [shown.value]);
  if (!shown.value) return null;
  const order = sending.value?.order;
  const lines = order ? order.lines : cartLines.value;
  const total = order ? order.total : cart.value.total;
  return html`
    <section class="staff-slip" role="dialog" aria-modal="true" aria-label=${t("showStaff")} tabindex="-1" ref=${box}>
      <header><span class="table-block">${tableLabel}</span><h2>${t("staffTitle")}</h2></header>
      <p>${t(order ? "staffUnsure" : trouble.value?.code === "kitchen_dark" ? "staffDark" : "staffUnsent")}</p>
      <ul>${lines.map((line) => html`<${Line} key=${line.id} line=${line} />`)}</ul>
      ${order?.body.allergy_note && html`<p class="warned">${t("allergyIs", { what: order.body.allergy_note })}</p>`}
      ${order?.body.note && html`<p>${order.body.note}</p>`}
      ${(order || settled.value) && html`<p class="big">${t("total")} ${price(total)}</p>`}
      <footer>
        <button type="button" class="button" onClick=${() => { shown.value = false; }}>${t(order ? "keepTrying" : "back")}</button>
        ${order && html`<button type="button" class="button" onClick=${stop}>${t("stopTrying")}</button>`}
      </footer>
    </section>`;
}

/** Chinese first, whatever the guest reads: it is for the staff. */
function Line({ line }) {
  const other = line.names?.en && line.names.en !== line.names.zh ? line.names.en : "";
  return html`
    <li><b>${line.quantity} × ${line.names?.zh || line.name}</b>
      ${lang.value === "en" && other && html`<small lang="en">${other}</small>`}
      ${detailsOf(line) && html`<small>${detailsOf(line)}</small>`}</li>`;
}
