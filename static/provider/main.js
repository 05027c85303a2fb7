/** The provider's page: which restaurants earn the rebate, which do not, and what exactly is missing. */
import { html } from "htm/preact";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { remember, session, SignIn, signOut } from "../shared/sign_in.js";
import { lang, speak } from "../shared/words.js";
import { Overview } from "./overview.js";
import { Restaurant } from "./restaurant.js";
import { Rules } from "./rules.js";
import { load, moment, overview, page } from "./state.js";
import { Statement } from "./statement.js";
import { t } from "./words.js";

function App() {
  useEffect(() => { remember(); }, []);
  useEffect(() => { if (session.value) load(); }, [session.value]);
  if (session.value === undefined) return null;
  if (session.value === null) return html`<${SignIn} title=${`桌码 · ${t("provider")}`} />`;
  return html`<${Top} /><main><${Page} /></main>`;
}

function Page() {
  const [, kind, id, code] = page.value.split("/");
  if (kind === "restaurants" && id && code) return html`<${Restaurant} id=${id} code=${code} />`;
  if (kind === "statement") return html`<${Statement} />`;
  if (kind === "rules") return html`<${Rules} />`;
  return html`<${Overview} />`;
}

function Top() {
  const name = overview.value?.provider || session.value.account.name;
  const kind = page.value.split("/")[1] || "";
  const here = (is) => (is ? "page" : undefined);
  return html`
    <header class="top">
      <span class="mark" aria-hidden="true">${[...name.trim()][1] || [...name.trim()][0] || "桌"}</span>
      <b class="name">${name}</b>
      <nav aria-label=${t("menu")}>
        <a href="#/" aria-current=${here(kind === "" || kind === "restaurants")}>${t("overview")}</a>
        <a href="#/statement" aria-current=${here(kind === "statement")}>${t("statement")}</a>
        <a href="#/rules" aria-current=${here(kind === "rules")}>${t("rules")}</a>
      </nav>
      <span class="push"></span>
      ${overview.value && html`<span class="fresh">${t("asOf", { at: moment(overview.value.as_of) })}</span>`}
      <button type="button" class="link" lang=${lang.value === "zh" ? "en" : "zh"}
        onClick=${() => speak(lang.value === "zh" ? "en" : "zh")}>${lang.value === "zh" ? "English" : "中文"}</button>
      <button type="button" class="round-button" aria-label=${t("signOut")} onClick=${signOut}><${Icon} name="out" size=${20} /></button>
    </header>`;
}

render(html`<${App} />`, document.getElementById("app"));
