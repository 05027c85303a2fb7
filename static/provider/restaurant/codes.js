/** The restaurant's table codes and whether the platform knows them: submitted, registered, refused, or not yet. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Sign } from "../../shared/icons.js";
import { api } from "../../shared/sign_in.js";
import { Act, Download } from "../shell/parts.js";
import { dayOf, question } from "../shell/state.js";
import { t } from "../words.js";

const asked = question();
const SIGNS = { registered: "met", asked: "in_review", refused: "not_eligible", "": "missing" };

export function Codes({ of, again }) {
  const home = `/api/v1/provider/restaurants/${of.id}/codes`;
  useEffect(() => { asked.ask(home); }, [of.id]);
  const codes = asked.data.value?.items;
  if (!codes?.length) return null;
  const open = codes.filter((code) => !code.state || code.state === "refused");
  const changed = () => { asked.ask(home, { keep: true }); again(); };
  return html`
    <section class="card codes">
      <h2>${t("codesTitle", { n: codes.filter((code) => code.state === "registered").length, m: codes.length })}
        <small>${t("codesNote")}</small><span class="push"></span>
        <${Download} href=${`${home}.csv`}>${t("exportCodes")}<//>
        ${open.length > 0 && html`
          <${Act} does=${() => api.post(home, { table_ids: open.map((code) => code.table_id) })} done=${changed}>
            ${t("submitCodes", { n: open.length })}<//>`}</h2>
      <ul class="labels">${codes.map((code) => html`<${Code} key=${code.table_id} code=${code} home=${home} done=${changed} />`)}</ul>
    </section>`;
}

function Code({ code, home, done }) {
  const say = (state) => () => api.put(`${home}/${code.table_id}`, { state });
  return html`
    <li class=${code.state || "none"}>
      <b>${code.label}</b>
      <span class="code-state"><${Sign} state=${SIGNS[code.state]} size=${14} />${t(`code_${code.state || "none"}`)}
        ${code.registered_at ? ` ${dayOf(code.registered_at)}` : ""}</span>
      ${code.registration_id && html`<small>${code.registration_id}</small>`}
      ${code.state === "asked" && html`
        <span class="pair"><${Act} kind="link" does=${say("registered")} done=${done}>${t("code_registered")}<//>
          <${Act} kind="link" does=${say("refused")} done=${done}>${t("code_refused")}<//></span>`}
    </li>`;
}
