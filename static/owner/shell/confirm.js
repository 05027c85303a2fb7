/** Asks before what cannot be undone, and says what it means. `await ask({title, text, yes})` → true or false. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Sheet } from "../../shared/sheet.js";
import { createWords } from "../../shared/words.js";
import { Field } from "./fields.js";

const t = createWords({
  no: ["先不", "Not now"],
  reason: ["原因（会记下来）", "Reason (it is written down)"],
  password: ["密码", "Password"],
});
const asked = signal(null);

export function ask(question) {
  return new Promise((answer) => { asked.value = { ...question, answer }; });
}

/** The same, with a reason that has to be given: the text, or null. */
export function askReason(question) {
  return ask({ ...question, reason: true });
}

/** The person's own password: the text, or null. */
export function askPassword(question) {
  return ask({ ...question, secret: true });
}

export function Asked() {
  const question = asked.value;
  if (!question) return null;

  function close(answer) {
    asked.value = null;
    question.answer(answer);
  }

  function agree(event) {
    event.preventDefault();
    const said = new FormData(event.target);
    close(question.reason ? said.get("reason").trim() : question.secret ? said.get("password") : true);
  }

  const nothing = question.reason || question.secret ? null : false;
  return html`
    <${Sheet} title=${question.title} close=${() => close(nothing)} className="asking">
      <form class="stack" onSubmit=${agree}>
        <p>${question.text}</p>
        ${question.reason && html`
          <${Field} id="reason" name="reason" label=${t("reason")} required maxlength="140" autocomplete="off" />`}
        ${question.secret && html`
          <${Field} id="again" name="password" type="password" label=${t("password")} required
            autocomplete="current-password" />`}
        <div class="pair">
          <button type="button" class="button" onClick=${() => close(nothing)}>${t("no")}</button>
          <button class=${question.harmless ? "button primary" : "button danger strong"}>${question.yes}</button>
        </div>
      </form>
    <//>`;
}
