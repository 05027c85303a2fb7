/** What the platform says, brought in: looked at first, then kept; every wrong line by its number and reason. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { api } from "../../shared/sign_in.js";
import { Act, Skeleton, Trouble } from "../shell/parts.js";
import { about, programme, query, question, title } from "../shell/state.js";
import { t } from "../words.js";
import { Earlier } from "./earlier.js";
import { Report } from "./report.js";

const IMPORTS = "/api/v1/provider/imports";
const COLUMNS = ["confirmed", "paid", "ours"];
const list = question();
const catalogue = question();
const column = signal("confirmed");
const file = signal(null);
const report = signal(null);
const fault = signal("");

export function Imports() {
  useEffect(() => { list.ask(IMPORTS); catalogue.ask("/api/v1/provider/programmes"); }, []);
  const programmes = catalogue.data.value?.items;
  if (!programmes) return html`<${Trouble} of=${catalogue} />${!catalogue.fault.value && html`<${Skeleton} />`}`;
  return html`
    <header class="title"><h1>${t("imports")}</h1></header>
    <section class="card importing">
      <h2>${t("bringIn")} <small>${t("bringInNote")}</small></h2>
      <div class="fields">
        <div class="field"><label for="column">${t("whichColumn")}</label>
          <select id="column" onChange=${(event) => { column.value = event.target.value; look(); }}>
            ${COLUMNS.map((name) => html`<option key=${name} value=${name} selected=${name === column.value}>${t(`column_${name}`)}</option>`)}
          </select></div>
        <div class="field"><label for="programme">${t("programme")}</label>
          <select id="programme" onChange=${(event) => { programme.value = event.target.value; look(); }}>
            ${programmes.map((p) => html`<option key=${p.code} value=${p.code} selected=${p.code === which()}>${title(p.title)}</option>`)}
          </select></div>
        <div class="field"><label for="file">${t("file")}</label>
          <input id="file" type="file" accept=".csv,.txt,.json,text/csv,application/json"
            onChange=${(event) => { file.value = event.target.files[0] || null; look(); }} /></div>
      </div>
      <p class="aside">${t("layout")} <a href="/api/v1/provider/imports/sample.csv" download>${t("sample")}</a></p>
      ${fault.value && html`<p class="notice bad" role="alert"><${Icon} name="alert" size=${20} />${fault.value}</p>`}
      ${report.value && html`<${Report} of=${report.value} />`}
      ${report.value?.dry_run && report.value.kept > 0 && html`
        <p class="pair end"><${Act} kind="button primary" does=${keep}>${t("keepLines", { n: report.value.kept })}<//>
          <button type="button" class="button" onClick=${forget}>${t("cancel")}</button></p>`}
    </section>
    <${Trouble} of=${list} />
    <${Earlier} all=${list.data.value} />`;
}

const which = () => programme.value || about.value?.programme || catalogue.data.value.items[0].code;

async function look() {
  report.value = null;
  fault.value = "";
  if (!file.value) return;
  try {
    report.value = await send(1);
  } catch (problem) {
    fault.value = problem.errors?.body?.[0] || problem.message || problem.code;
  }
}

async function keep() {
  report.value = await send();
  if (about.value) about.value = { ...about.value, as_of: new Date().toISOString() };
  list.ask(IMPORTS, { keep: true });
}

function forget() {
  file.value = null;
  report.value = null;
  document.getElementById("file").value = "";
}

/** The bytes as they are: the server reads UTF-8 and GB18030. */
function send(dry) {
  const type = file.value.name.endsWith(".json") ? "application/json" : "text/csv";
  const asked = query({ column: column.value, programme: which(), name: file.value.name.slice(0, 120), dry_run: dry });
  return api.post(IMPORTS + asked, file.value, { type });
}
