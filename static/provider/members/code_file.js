/** Table codes by the hundred: what is still to be registered goes out as a CSV, the platform's answers come in. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { api } from "../../shared/sign_in.js";
import { Act, Download } from "../shell/parts.js";
import { query, said } from "../shell/state.js";
import { t } from "../words.js";

const SHOWN = 20;

export function CodeFile({ again }) {
  const [of, set] = useState({ file: null, report: null, fault: "" });
  const send = (file, dry) => api.post(`/api/v1/provider/codes/import${query({ dry_run: dry })}`, file, { type: "text/csv" });
  async function look(event) {
    const file = event.target.files[0] || null;
    if (!file) return set({ file: null, report: null, fault: "" });
    try {
      set({ file, report: await send(file, 1), fault: "" });
    } catch (problem) {
      set({ file: null, report: null, fault: problem.errors?.body?.[0] || problem.message || problem.code });
    }
    return undefined;
  }
  async function keep() {
    set({ file: null, report: await send(of.file), fault: "" });
  }
  return html`
    <section class="card form">
      <h2>${t("codeFile")}<span class="push"></span><${Download} href="/api/v1/provider/codes.csv">${t("exportCodes")}<//></h2>
      <div class="fields"><div class="field"><label for="codes-file">${t("codeFileNote")}</label>
        <input id="codes-file" type="file" accept=".csv,text/csv" onChange=${look} /></div></div>
      ${of.fault && html`<p class="notice bad" role="alert">${of.fault}</p>`}
      ${of.report && html`
        <p class=${`notice ${of.report.dry_run ? "info" : "good"}`} role="status">${t(of.report.dry_run ? "codesPreview" : "codesKept", of.report)}</p>
        ${of.report.refused.length > 0 && html`
          <ul class="wrong">${of.report.refused.slice(0, SHOWN).map((line) => html`
            <li key=${line.line}><b>${t("line", { n: line.line })}</b> ${said(line)}</li>`)}</ul>`}
        ${of.report.dry_run && of.report.changed > 0 && html`
          <p class="pair"><${Act} does=${keep} done=${again}>${t("keepLines", { n: of.report.changed })}<//></p>`}`}
    </section>`;
}
