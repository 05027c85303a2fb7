/** Who is signed in: other restaurants, a new one, language, password, leaving. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { session, signOut } from "../../shared/sign_in.js";
import { api } from "./api.js";
import { createWords } from "../../shared/words.js";
import { Field } from "./fields.js";
import { LanguageSwitch } from "./language.js";
import { attempt } from "./saying.js";
import { choose, founding, shop, shops } from "./shops.js";

const t = createWords({
  mine: ["我的店", "My restaurants"],
  another: ["再开一家店", "Open another restaurant"],
  language: ["语言", "Language"],
  password: ["改密码", "Change password"],
  current: ["现在的密码", "Present password"],
  new: ["新密码（至少 10 个字）", "New password (at least 10 characters)"],
  wrong: ["不是现在的密码", "This is not your present password"],
  short: ["至少 10 个字，最多 200 个", "10 to 200 characters"],
  change: ["改密码，别处都退出", "Change it and sign out elsewhere"],
  changed: ["密码已改，别的设备和接口令牌都已退出。", "Changed; every other device and API token is out."],
  leave: ["退出登录", "Sign out"],
  owner: ["老板", "Owner"],
  manager: ["经理", "Manager"],
  waiter: ["服务员", "Waiter"],
  cook: ["厨师", "Cook"],
});

export const accountOpen = signal(false);
const close = () => { accountOpen.value = false; };

export function Account() {
  const { account } = session.value;
  return html`
    <${Sheet} title=${account.name || account.email} close=${close} className="account">
      <div class="stack">
        <p class="quiet">${account.email}</p>
        <h3>${t("mine")}</h3>
        <ul class="rows">${shops.value.map((s) => html`<${Mine} key=${s.id} s=${s} />`)}</ul>
        <button type="button" class="button" onClick=${() => { founding.value = true; close(); }}>
          <${Icon} name="plus" /> ${t("another")}
        </button>
        <h3>${t("language")}</h3>
        <${LanguageSwitch} />
        <${Password} email=${account.email} />
        <button type="button" class="button" onClick=${leave}><${Icon} name="out" /> ${t("leave")}</button>
      </div>
    <//>`;
}

function Mine({ s }) {
  const here = s.id === shop.value.id;
  return html`
    <li>
      <button type="button" class="row-button" aria-current=${here ? "true" : undefined}
        onClick=${() => { choose(s.id); close(); }}>
        <span><b>${s.name}</b><small>${t(s.role)}</small></span>
        ${here && html`<${Icon} name="check" />`}
      </button>
    </li>`;
}

async function leave() {
  const { problem } = await attempt(signOut);
  if (problem) return;
  close();
  shops.value = undefined;
}

function Password({ email }) {
  const [errors, setErrors] = useState({});
  const [done, setDone] = useState(false);

  async function change(event) {
    event.preventDefault();
    const form = event.target;
    const { problem } = await attempt(
      () => api.put("/api/v1/session/password", Object.fromEntries(new FormData(form))),
      { quiet: true },
    );
    setErrors(problem ? problem.errors : {});
    setDone(!problem);
    if (!problem) form.reset();
  }

  return html`
    <details class="more">
      <summary>${t("password")}</summary>
      <form class="stack" onSubmit=${change} novalidate>
        <input type="text" name="" value=${email} autocomplete="username" hidden />
        <${Field} id="password-current" name="current" type="password" label=${t("current")}
          autocomplete="current-password" fault=${errors.current && t("wrong")} />
        <${Field} id="password-new" name="new" type="password" label=${t("new")} autocomplete="new-password"
          fault=${errors.new && t("short")} />
        ${done && html`<p class="notice good" role="status">${t("changed")}</p>`}
        <button class="button">${t("change")}</button>
      </form>
    </details>`;
}
