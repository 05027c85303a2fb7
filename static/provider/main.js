/** The provider's page: which restaurants earn the rebate, which do not, and what exactly is missing. */
import { html } from "htm/preact";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { remember, session, SignIn, signOut } from "../shared/sign_in.js";
import { lang, speak } from "../shared/words.js";
import { Imports } from "./imports/index.js";
import { Members } from "./members/index.js";
import { Overview } from "./overview/index.js";
import { Restaurant } from "./restaurant/index.js";
import { Rules } from "./rules/index.js";
import { about, moment, page } from "./shell/state.js";
import { Dispute } from "./statements/dispute.js";
import { Statements } from "./statements/index.js";
import { t } from "./words.js";

const PAGES = [["", "overview"], ["members", "members"], ["statements", "statement"], ["imports", "imports"], ["rules", "rules"]];
const UNDER = { restaurants: "", disputes: "statements" };

function App() {
  useEffect(() => { remember(); }, []);
  if (session.value === undefined) return null;
  if (session.value === null) return html`<${SignIn} title=${`桌码 · ${t("provider")}`} />`;
  if (!session.value.account.provider_id) {
    return html`<${Top} /><main><p class="card empty">${t("noProvider")}</p></main>`;
  }
  return html`<${Top} /><main><${Page} /></main>`;
}

function Page() {
  const [, kind, id, code] = page.value.split("/");
  if (kind === "restaurants" && id && code) return html`<${Restaurant} id=${id} code=${code} />`;
  if (kind === "disputes" && id) return html`<${Dispute} id=${id} />`;
  if (kind === "members") return html`<${Members} />`;
  if (kind === "statements") return html`<${Statements} />`;
  if (kind === "imports") return html`<${Imports} />`;
  if (kind === "rules") return html`<${Rules} />`;
  return html`<${Overview} />`;
}

function Top() {
  const name = about.value?.provider || session.value.account.name;
  const kind = page.value.split("/")[1] || "";
  const at = UNDER[kind] ?? kind;
  return html`
    <header class="top">
      <span class="mark" aria-hidden="true">${[...name.trim()][1] || [...name.trim()][0] || "桌"}</span>
      <b class="name">${name}</b>
      <nav aria-label=${t("menu")}>
        ${PAGES.map(([where, word]) => html`
          <a key=${where} href=${`#/${where}`} aria-current=${at === where ? "page" : undefined}>${t(word)}</a>`)}
      </nav>
      <span class="push"></span>
      ${about.value && html`<span class="fresh">${t("asOf", { at: moment(about.value.as_of) })}</span>`}
      <button type="button" class="link" lang=${lang.value === "zh" ? "en" : "zh"}
        onClick=${() => speak(lang.value === "zh" ? "en" : "zh")}>${lang.value === "zh" ? "English" : "中文"}</button>
      <button type="button" class="round-button" aria-label=${t("signOut")} onClick=${signOut}><${Icon} name="out" size=${20} /></button>
    </header>`;
}

render(html`<${App} />`, document.getElementById("app"));
