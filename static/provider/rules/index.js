/** The programmes as data: what counts, since when, what it earns, each open question with the answer taken, and its source. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Skeleton, Trouble, Who } from "../shell/parts.js";
import { question, title } from "../shell/state.js";
import { t } from "../words.js";
import { Version } from "./version.js";

const STATUS = { sourced: "sourced", "secondary source": "secondary", assumed: "assumed" };
const asked = question();

export function Rules() {
  useEffect(() => { asked.ask("/api/v1/provider/programmes"); }, []);
  return html`
    <header class="title"><h1>${t("rules")}</h1></header>
    <${Trouble} of=${asked} />
    ${asked.data.value ? asked.data.value.items.map((p) => html`<${Programme} key=${p.code} of=${p} />`)
    : !asked.fault.value && html`<${Skeleton} />`}`;
}

function Programme({ of }) {
  return html`
    <section class="card rules">
      <h2>${title(of.title)} <small>${of.code}</small>
        <span class=${`tag ${of.status === "sourced" ? "" : "doubt"}`}>${of.status === "sourced" ? "" : "△ "}${t(STATUS[of.status])}</span></h2>
      <p class="aside">${title(of.source)}</p>
      ${of.versions.map((version, n) => html`<${Version} key=${version.from} of=${version} number=${n + 1} />`)}
      <h3>${t("papers")}</h3>
      <ul class="papers">${of.requirements.map((r) => html`<li key=${r.code}>${title(r.title)} <${Who} who=${r.who} /></li>`)}</ul>
      ${of.settings && html`<${Settings} of=${of.settings} />`}
    </section>`;
}

/** What the sources leave open, and how it is taken here. */
function Settings({ of }) {
  return html`
    <details><summary>${t("settings")}</summary>
      <dl>${Object.entries(of).map(([name, value]) => html`
        <div key=${name}><dt>${t(`setting_${name}`)}</dt><dd>${t(`is_${value}`)}</dd></div>`)}</dl>
    </details>`;
}
