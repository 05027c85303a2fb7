/** Merchant entities: a PID of their own (direct) or a SMID through an acquirer (indirect); rebates are capped by them. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { api } from "../../shared/sign_in.js";
import { t } from "../words.js";

export function Merchants({ all, again }) {
  const [fault, set] = useState({});
  async function add(event) {
    event.preventDefault();
    const form = event.target;
    const body = Object.fromEntries(new FormData(form));
    try {
      await api.post("/api/v1/provider/merchants", body);
      form.reset();
      set({});
      again();
    } catch (problem) {
      set({ ...problem.errors, all: Object.keys(problem.errors || {}).length ? "" : problem.message || problem.code });
    }
  }
  return html`
    <section class="card sums merchants">
      <h2>${t("merchants")} <small>${t("merchantsNote")}</small></h2>
      ${all.length > 0 && html`
        <table>
          <thead><tr><th scope="col">${t("name")}</th><th scope="col">${t("kind")}</th><th scope="col">PID / SMID</th>
            <th scope="col" class="number">${t("restaurants")}</th></tr></thead>
          <tbody>${all.map((m) => html`
            <tr key=${m.id}><th scope="row">${m.name}</th><td>${t(m.kind)}</td><td class="trade">${m.platform_id}</td>
              <td class="number" data-label=${t("restaurants")}>${m.restaurants}</td></tr>`)}</tbody>
        </table>`}
      <form class="fields" onSubmit=${add}>
        <${Field} name="name" label=${t("merchantName")} fault=${fault.name} max="120" />
        <div class="field"><label for="m-kind">${t("kind")}</label>
          <select id="m-kind" name="kind"><option value="direct">${t("direct")}</option><option value="indirect">${t("indirect")}</option></select></div>
        <${Field} name="platform_id" label="PID / SMID" fault=${fault.platform_id} max="32" />
        <button class="button">${t("addMerchant")}</button>
      </form>
      ${fault.all && html`<p class="notice bad" role="alert">${fault.all}</p>`}
    </section>`;
}

function Field({ name, label, fault, max }) {
  return html`
    <div class="field"><label for=${`m-${name}`}>${label}</label>
      <input id=${`m-${name}`} name=${name} required maxlength=${max} autocomplete="off" spellcheck="false"
        aria-invalid=${fault ? "true" : undefined} aria-describedby=${fault ? `m-${name}-fault` : undefined} />
      ${fault && html`<span class="fault" id=${`m-${name}-fault`}>${fault[0]}</span>`}</div>`;
}
