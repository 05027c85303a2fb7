/** The head of a page: its name, one quiet line, what was saved, and the page's own buttons. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { createWords } from "../../shared/words.js";
import { accountOpen } from "./account.js";
import { Saved } from "./bars.js";

const t = createWords({ me: ["换店、语言、退出", "Restaurants, language, sign out"] });

export function Head({ title, about, children, saves = true, me = true }) {
  return html`
    <header class="head">
      <h1>${title}</h1>
      ${about && html`<p class="about">${about}</p>`}
      <span class="space"></span>
      ${saves && html`<${Saved} />`}
      ${children}
      ${me && html`
        <button type="button" class="round-button me" aria-label=${t("me")} aria-haspopup="dialog"
          onClick=${() => { accountOpen.value = true; }}>
          <${Icon} name="users" />
        </button>`}
    </header>`;
}
