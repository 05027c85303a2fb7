/** For those who may change no settings: who they are here, and the way to language, password and leaving. */
import { html } from "htm/preact";
import { session } from "../../shared/sign_in.js";
import { createWords } from "../../shared/words.js";
import { accountOpen } from "../shell/account.js";
import { role, shop } from "../shell/shops.js";

const t = createWords({
  here: ["{shop} · {role}", "{shop} · {role}"],
  waiter: ["服务员", "Waiter"],
  cook: ["厨师", "Cook"],
  more: ["语言、密码、退出", "Language, password, sign out"],
  ask: ["店里的设置由老板和经理改。", "Owner and managers change the settings."],
});

export function Me() {
  const { account } = session.value;
  return html`
    <div class="card stack">
      <h2>${account.name || account.email}</h2>
      <p>${t("here", { shop: shop.value.name, role: t(role.value) })}</p>
      <p class="quiet">${t("ask")}</p>
      <button type="button" class="button" onClick=${() => { accountOpen.value = true; }}>${t("more")}</button>
    </div>`;
}
