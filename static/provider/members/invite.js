/** A restaurant is asked to take part; until its owner agrees, the provider sees nothing of it. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { api } from "../../shared/sign_in.js";
import { title } from "../shell/state.js";
import { t } from "../words.js";

export function Invite({ programmes, again }) {
  const [answer, set] = useState(null);
  async function send(event) {
    event.preventDefault();
    const form = event.target;
    const { code, id } = Object.fromEntries(new FormData(form));
    try {
      await api.post(`/api/v1/provider/programmes/${code}/enrolments`, { restaurant_id: id.trim() });
      set({ good: true, text: t("invited") });
      form.reset();
      again();
    } catch (problem) {
      set({ good: false, text: problem.message || problem.code });
    }
  }
  return html`
    <section class="card form">
      <h2>${t("invite")}</h2>
      <form class="fields" onSubmit=${send}>
        <div class="field"><label for="i-code">${t("programme")}</label>
          <select id="i-code" name="code">${programmes.map((p) => html`<option key=${p.code} value=${p.code}>${title(p.title)}</option>`)}</select></div>
        <div class="field"><label for="i-id">${t("inviteId")}</label>
          <input id="i-id" name="id" required maxlength="36" autocomplete="off" spellcheck="false" /></div>
        <button class="button">${t("inviteGo")}</button>
      </form>
      ${answer && html`<p class=${`notice ${answer.good ? "good" : "bad"}`} role="status">${answer.text}</p>`}
    </section>`;
}
