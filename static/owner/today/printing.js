/** The receipt, or the pre-bill while something is due: on a slip printer, or as a PDF. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { Icon } from "../../shared/icons.js";
import { api } from "../shell/api.js";
import { attempt } from "../shell/saying.js";
import { v } from "./visit_words.js";

export function Printing({ at, bill, back }) {
  const [said, setSaid] = useState(null);
  const [busy, setBusy] = useState(false);
  const what = v(bill.due ? "pre_bill" : "receipt");

  /** Each touch is another slip on purpose: the button waits while one is on its way. */
  async function print() {
    setBusy(true);
    const { answer, problem } = await attempt(
      () => api.post(`${at}/receipt/print`, { request_id: newKey() }), { quiet: true },
    );
    setSaid(answer ? { good: v("printed_at", { what, name: answer.printer.name }) } : { bad: wrong(problem) });
    setBusy(false);
  }

  return html`
    <section class="slip stack printing">
      <p class="line"><b class="grow">${what}</b>
        <button type="button" class="button small" onClick=${back}>${v("done")}</button></p>
      <div class="pair">
        <button type="button" class="button primary" disabled=${busy} onClick=${print}>
          <${Icon} name="printer" size="20" /> ${v("on_paper")}</button>
        <a class="button" href=${`${at}/receipt.pdf`} target="_blank" rel="noopener"><${Icon} name="slip" size="20" /> PDF</a>
      </div>
      ${said?.good && html`<p class="notice good" role="status">${said.good}</p>`}
      ${said?.bad && html`<p class="notice warn" role="alert">${said.bad}</p>`}
    </section>`;
}

const wrong = (problem) => (problem.code === "no_receipt_printer" ? v("no_receipt_printer") : problem.message || v("not_printed"));
