/** Asking for a fapiao after paying: a title, a tax number for a company, an address to send it to. No login. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { keep, recall } from "../shared/kept.js";
import { api } from "./phone.js";
import { show } from "./say.js";
import { price } from "./table.js";
import { t } from "./words.js";

const KEPT = "zhuoma:fapiao"; // on this phone only, so that nobody types it twice
const last = () => JSON.parse(recall(KEPT) || "{}");

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
  const known = mine ? payment : last();
  const [company, setCompany] = useState(!mine || Boolean(payment.tax_number));
  const sum = price(payment.amount, { fixed: true });

  async function send(event) {
    event.preventDefault();
    const said = new FormData(event.target);
    const given = (name) => (said.get(name) || "").trim() || null;
    const body = { title: given("title") || "", tax_number: given("tax_number"), email: given("email") };
    if (company && !body.tax_number) {
      setFaults({ tax_number: ["missing"] });
      return;
    }
    try {
      await api.put(`/api/v1/visit/payments/${payment.payment_id}/fapiao`, body);
      if (company) keep(KEPT, JSON.stringify(body));
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
        <form onSubmit=${send} novalidate>
          <div class="choices" role="group" aria-label=${t("fapiaoFor")}>
            ${[true, false].map((kind) => html`
              <button type="button" key=${kind} class="choice" aria-pressed=${String(company === kind)}
                onClick=${() => setCompany(kind)}>${t(kind ? "fapiaoCompany" : "fapiaoPerson")}</button>`)}
          </div>
          <${Line} name="title" label=${t(company ? "fapiao_company" : "fapiao_person")} value=${known.title}
            fault=${faults.title && t("fapiaoTitleBad")} required maxlength="100" autocomplete=${company ? "organization" : "name"} />
          ${company && html`
            <${Line} name="tax_number" value=${known.tax_number} fault=${faults.tax_number && t("fapiaoNumberBad")}
              required maxlength="30" autocomplete="off" autocapitalize="characters" />`}
          <${Line} name="email" type="email" value=${known.email} fault=${faults.email && t("fapiaoMailBad")} maxlength="120" autocomplete="email" />
          <p class="quiet">${t("fapiaoWhy")}</p>
          <button class="button primary whole">${t("fapiaoSend")}</button>
        </form>`}
    </section>`;
}

function Line({ name, label = t(`fapiao_${name}`), value, fault, ...input }) {
  return html`
    <p class="fapiao-line">
      <label for=${`fapiao-${name}`}>${label}</label>
      <input class="input" id=${`fapiao-${name}`} name=${name} defaultValue=${value || ""} aria-invalid=${fault ? "true" : undefined}
        aria-describedby=${fault ? `fapiao-${name}-fault` : undefined} ...${input} />
      ${fault && html`<small class="fault" id=${`fapiao-${name}-fault`} role="alert">△ ${fault}</small>`}
    </p>`;
}
