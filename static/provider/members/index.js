/** Who belongs to what: merchant entities that the platform pays to, and the restaurants in each programme. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Skeleton, Trouble } from "../shell/parts.js";
import { query, question } from "../shell/state.js";
import { t } from "../words.js";
import { CodeFile } from "./code_file.js";
import { Enrolments } from "./enrolments.js";
import { Invite } from "./invite.js";
import { Merchants } from "./merchants.js";

const merchants = question();
const enrolments = question();
const catalogue = question();
export const search = signal("");

const MERCHANTS = "/api/v1/provider/merchants";
const ENROLMENTS = "/api/v1/provider/enrolments";

export function Members() {
  const path = ENROLMENTS + query({ q: search.value, limit: 50 });
  useEffect(() => { merchants.ask(MERCHANTS); catalogue.ask("/api/v1/provider/programmes"); }, []);
  useEffect(() => { enrolments.ask(path, { keep: true }); }, [path]);
  const again = () => Promise.all([merchants.ask(MERCHANTS, { keep: true }), enrolments.ask(path, { keep: true })]);
  const ready = merchants.data.value && enrolments.data.value && catalogue.data.value;
  return html`
    <header class="title"><h1>${t("members")}</h1></header>
    <${Trouble} of=${enrolments} /><${Trouble} of=${merchants} />
    ${ready ? html`
      <${Enrolments} all=${enrolments.data.value} merchants=${merchants.data.value.items} again=${again} />
      <div class="halves">
        <${Invite} programmes=${catalogue.data.value.items} again=${again} />
        <${CodeFile} again=${again} />
      </div>
      <${Merchants} all=${merchants.data.value.items} again=${again} />`
    : !enrolments.fault.value && html`<${Skeleton} rows=${8} />`}`;
}
