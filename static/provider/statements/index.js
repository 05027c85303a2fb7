/** The month's statement: three columns of money, what the ledger says, where the platform says otherwise, as files. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { api } from "../../shared/sign_in.js";
import { Act, Download, MonthPicker, Skeleton, Trouble } from "../shell/parts.js";
import { about, moment, month, monthName, months, question } from "../shell/state.js";
import { t } from "../words.js";
import { Differences } from "./differences.js";
import { Ledger } from "./ledger.js";
import { Months } from "./months.js";
import { Summary } from "./summary.js";

const asked = question();
const list = question();

export function Statements() {
  if (!month.value) month.value = months.value[0];
  const which = month.value;
  const files = `/api/v1/provider/statements/${which}`;
  const again = () => Promise.all([asked.ask(files, { keep: true }), list.ask("/api/v1/provider/statements", { keep: true })]);
  useEffect(() => { asked.ask(files); }, [files]);
  useEffect(() => { list.ask("/api/v1/provider/statements"); }, []);
  const of = asked.data.value;
  useEffect(() => { if (of && !about.value) about.value = { provider: of.provider, as_of: of.made_at, programmes: [] }; }, [of]);
  return html`
    <header class="title">
      <h1>${t("statement")}</h1>
      <${MonthPicker} />
      <span class="push"></span>
      <${Download} href=${`${files}.pdf`}>PDF<//>
      <${Download} href=${`${files}.xlsx`}>XLSX<//>
      <${Download} href=${`${files}.csv?part=summary`}>${t("csvSummary")}<//>
      <${Download} href=${`${files}.csv`}>${t("csvLines")}<//>
    </header>
    <${Trouble} of=${asked} />
    ${of ? html`
      <${Standing} of=${of} files=${files} again=${again} />
      <${Summary} of=${of} />
      <${Differences} month=${which} />
      <${Ledger} month=${which} />`
    : !asked.fault.value && html`<${Skeleton} rows=${8} />`}
    <${Months} all=${list.data.value} />`;
}

/** Frozen, with a number and a hash; or still open, and then it may be frozen once the month is over. */
function Standing({ of, files, again }) {
  if (of.state === "frozen") {
    return html`<p class="standing"><span class="stamp"><${Icon} name="lock" size=${16} />${t("frozen")}</span>
      <b>${of.number}</b> <span>${t("frozenAt", { at: moment(of.frozen_at || of.made_at) })}</span>
      <small class="hash">SHA-256 ${of.sha256}</small></p>`;
  }
  const over = of.month < months.value[0];
  return html`<p class="standing"><span class="tag outline">${t("openState")}</span>
    <span>${over ? t("mayFreeze") : t("freezesAfter", { month: monthName(of.month) })}</span>
    ${over && html`<${Act} does=${() => api.post(`${files}/freeze`)} done=${again}><${Icon} name="lock" size=${18} />${t("freeze")}<//>`}</p>`;
}
