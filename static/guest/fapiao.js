/** Asking for a fapiao after paying: a title, a tax number for a company, an address to send it to. No login. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { api } from "./phone.js";
import { show } from "./say.js";
import { price } from "./table.js";
import { t } from "./words.js";

export function Fapiao({ paid }) {
  const [payments, setPayments] = useState([]);
  const load = () => api.get("/api/v1/visit/fapiao").then(({ items }) => setPayments(items)).catch(() => undefined);
  useEffect(() => { load(); }, [paid]);
  return payments.map((payment) => html`<${One} key=${payment.payment_id} payment=${payment} load=${load} />`);
}

function One({ payment, load }) {
  const [open, setOpen] = useState(false);
  const [faults, setFaults] = useState({});
  const { state, mine } = payment;
  const sum = price(payment.amount, { fixed: true });

  async function send(event) {
    event.preventDefault();
    const said = new FormData(event.target);
    const given = (name) => said.get(name).trim() || null;
    const body = { title: given("title") || "", tax_number: given("tax_number"), email: given("email") };
    try {
      await api.put(`/api/v1/visit/payments/${payment.payment_id}/fapiao`, body);
      setFaults({});
      setOpen(false);
      show(t("fapiaoAsked"));
      load();
    } catch (problem) {
      setFaults(problem.errors);
      if (!Object.keys(problem.errors).length) show(t(problem.status ? "fapiaoNot" : "fapiaoOffline"), { error: true });
    }
  }

  const told = state === "done" ? t("fapiaoDone") : mine ? payment.title : t("fapiaoOther");
  return html`
    <section class="slip fapiao no-print">
      <p class="fapiao-head"><b>${t("fapiao")} ${sum}</b> ${state !== "none" && html`<small>${told}</small>`}</p>
      ${state !== "done" && (state === "none" || mine) && !open && html`
        <button type="button" class="button whole" onClick=${() => setOpen(true)}>${t(mine ? "fapiaoChange" : "fapiaoAsk")}</button>`}
      ${open && html`
        <form onSubmit=${send}>
          <${Line} name="title" value=${payment.title} fault=${faults.title && t("fapiaoTitleBad")} required maxlength="100" autocomplete="organization" />
          <${Line} name="tax_number" value=${payment.tax_number} fault=${faults.tax_number && t("fapiaoNumberBad")} maxlength="30" autocomplete="off" />
          <${Line} name="email" type="email" value=${payment.email} fault=${faults.email && t("fapiaoMailBad")} maxlength="120" autocomplete="email" />
          <p class="quiet">${t("fapiaoWhy")}</p>
          <button class="button primary whole">${t("fapiaoSend")}</button>
        </form>`}
    </section>`;
}

function Line({ name, value, fault, ...input }) {
  return html`
    <p class="fapiao-line">
      <label for=${`fapiao-${name}`}>${t(`fapiao_${name}`)}</label>
      <input class="input" id=${`fapiao-${name}`} name=${name} defaultValue=${value || ""} aria-invalid=${fault ? "true" : undefined}
        aria-describedby=${fault ? `fapiao-${name}-fault` : undefined} ...${input} />
      ${fault && html`<small class="fault" id=${`fapiao-${name}-fault`} role="alert">△ ${fault}</small>`}
    </p>`;
}
