/** Signing in, for people with an account: the session, its api, the form. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { createApi } from "./api.js";
import { createWords, lang } from "./words.js";

const t = createWords({
  email: ["邮箱", "E-mail"],
  password: ["密码", "Password"],
  enter: ["登录", "Sign in"],
  offline: ["连不上服务器，请检查网络", "The server cannot be reached; check the network"],
});

/** undefined: not asked yet; null: nobody; else `{account, roles, csrf_token}`. */
export const session = signal(undefined);
export const api = createApi({ csrf: () => session.value?.csrf_token, lang: () => lang.value });

export async function remember() {
  try {
    session.value = await api.get("/api/v1/session");
  } catch (problem) {
    session.value = null;
  }
}

export async function signOut() {
  await api.del("/api/v1/session");
  session.value = null;
}

const fault = signal("");
const busy = signal(false);

export function SignIn({ title, children }) {
  async function enter(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    busy.value = true;
    try {
      session.value = await api.post("/api/v1/session", { email: form.get("email"), password: form.get("password") });
      fault.value = "";
    } catch (problem) {
      fault.value = problem.status ? problem.message : t("offline");
    } finally {
      busy.value = false;
    }
  }

  return html`
    <main class="sign-in">
      <form class="slip" onSubmit=${enter}>
        <h1>${title}</h1>
        ${children}
        <div class="field">
          <label for="email">${t("email")}</label>
          <input id="email" name="email" type="email" autocomplete="username" required />
        </div>
        <div class="field">
          <label for="password">${t("password")}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" required />
        </div>
        ${fault.value && html`<p class="notice bad" role="alert">${fault.value}</p>`}
        <button class="button primary" disabled=${busy.value}>${t("enter")}</button>
      </form>
    </main>`;
}
