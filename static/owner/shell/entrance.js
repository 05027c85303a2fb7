/** Signing in; on a fresh server, signing up. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { session, SignIn } from "../../shared/sign_in.js";
import { api } from "./api.js";
import { createWords } from "../../shared/words.js";
import { inWords } from "./faults.js";
import { Field } from "./fields.js";
import { LanguageSwitch } from "./language.js";

const t = createWords({
  title: ["桌码 · 门店设置", "Zhuoma · Settings"],
  first_title: ["开第一个账号", "The first account"],
  first_why: [
    "这台服务器上还没有人。你开的账号可以建店、请店员。",
    "Nobody is on this server yet. Your account opens restaurants and invites staff.",
  ],
  name: ["怎么称呼你", "Your name"],
  email: ["邮箱", "E-mail"],
  password: ["密码（至少 10 个字）", "Password (at least 10 characters)"],
  begin: ["开始", "Begin"],
  forgot: ["忘了密码？请老板在「门店 · 店员」里给你一个新的。", "Forgot it? The owner gives you a new one under Restaurant · Staff."],
  email_fault: ["请写完整的邮箱，如 zhou@example.cn", "Write the whole address, such as zhou@example.cn"],
  password_fault: ["至少 10 个字，最多 200 个", "10 to 200 characters"],
});

const first = signal(null);
const problem = signal(null);

export function Entrance() {
  useEffect(() => {
    api.get("/api/v1/session/first").then((answer) => { first.value = answer.possible; }, () => { first.value = false; });
  }, []);
  if (first.value === null) return null;
  if (first.value) return html`<${SignUp} />`;
  return html`
    <${SignIn} title=${t("title")}>
      <${LanguageSwitch} />
      <p class="quiet">${t("forgot")}</p>
    <//>`;
}

function SignUp() {
  async function begin(event) {
    event.preventDefault();
    const form = Object.fromEntries(new FormData(event.target));
    try {
      session.value = await api.post("/api/v1/session/first", form);
    } catch (refused) {
      problem.value = refused;
    }
  }

  const errors = problem.value?.errors || {};
  return html`
    <main class="sign-in">
      <form class="slip" onSubmit=${begin} novalidate>
        <h1>${t("first_title")}</h1>
        <${LanguageSwitch} />
        <p class="quiet">${t("first_why")}</p>
        <${Field} id="first-name" name="name" label=${t("name")} autocomplete="name" maxlength="60" />
        <${Field} id="first-email" name="email" label=${t("email")} type="email" autocomplete="username"
          fault=${errors.email && t("email_fault")} />
        <${Field} id="first-password" name="password" label=${t("password")} type="password"
          autocomplete="new-password" fault=${errors.password && t("password_fault")} />
        ${problem.value && !problem.value.errors?.email && !problem.value.errors?.password
          && html`<p class="notice bad" role="alert">${inWords(problem.value)}</p>`}
        <button class="button primary">${t("begin")}</button>
      </form>
    </main>`;
}
