/** Signing in, for people with an account. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { createApi } from "./api.js";

export const session = signal(undefined);
export const api = createApi({ csrf: () => session.value?.csrf_token, lang: document.documentElement.lang.slice(0, 2) });

export async function remember() {
  try { session.value = await api.get("/api/v1/session"); } catch (error) { session.value = null; }
}

const wrong = signal("");

export function SignIn({ title }) {
  const submit = async (e) => {
    e.preventDefault();
    const form = new FormData(e.target);
    try { session.value = await api.post("/api/v1/session", { email: form.get("email"), password: form.get("password") }); } catch (error) { wrong.value = error.message; }
  };
  return html`<form class="sign card" onSubmit=${submit}><h1>${title}</h1><label for="email">邮箱 E-mail</label><input id="email" name="email" type="email" autocomplete="username" required />
    <label for="password">密码 Password</label><input id="password" name="password" type="password" autocomplete="current-password" required />
    ${wrong.value && html`<p class="bad" role="alert">${wrong.value}</p>`}<button class="primary">登录 Sign in</button></form>`;
}
