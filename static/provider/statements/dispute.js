/** One difference that somebody objects to: what it is about, what was said, and how it stands. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { api } from "../../shared/sign_in.js";
import { Act, signed, Skeleton, Trouble, yuan } from "../shell/parts.js";
import { moment, monthName, question } from "../shell/state.js";
import { t } from "../words.js";

const asked = question();
const STEPS = { open: ["answer", "agree", "withdraw"], answered: ["agree", "withdraw", "reopen"], agreed: ["reopen"], withdrawn: ["reopen"] };

export function Dispute({ id }) {
  const path = `/api/v1/provider/disputes/${id}`;
  useEffect(() => { asked.ask(path); }, [id]);
  const of = asked.data.value;
  const again = () => asked.ask(path, { keep: true });
  async function say(event) {
    event.preventDefault();
    const form = event.target;
    await api.post(`${path}/messages`, { text: form.elements.text.value.trim() });
    form.reset();
    again();
  }
  if (!of) return html`<${Trouble} of=${asked} />${!asked.fault.value && html`<${Skeleton} />`}`;
  return html`
    <header class="title">
      <a class="round-button" href="#/statements" aria-label=${t("statement")}><${Icon} name="left" /></a>
      <h1>${t("dispute")}</h1><span class=${`tag dispute-state ${of.state}`}>${t(`dispute_${of.state}`)}</span>
    </header>
    <section class="card slip about">
      <h2>${of.restaurant || of.merchant || t("wholeProvider")} <small>${monthName(of.month)} · ${t(`cause_${of.cause}`)}</small></h2>
      <dl>
        ${of.trade_no && html`<div><dt>${t("tradeNo")}</dt><dd class="trade">${of.trade_no}</dd></div>`}
        <div><dt>${t("estimated")}</dt><dd>${yuan(of.ours)}</dd></div>
        <div><dt>${t(of.column)}</dt><dd>${yuan(of.theirs)}</dd></div>
        <div><dt>${t("difference")}</dt><dd class="strong">${signed(of.theirs - of.ours)}</dd></div>
      </dl>
    </section>
    <section class="card thread">
      <h2>${t("thread")}</h2>
      <ol>${of.messages.map((m) => html`
        <li key=${m.id}><b>${m.by}</b> <small>${moment(m.at)}</small><p>${m.text}</p></li>`)}</ol>
      <form class="field" onSubmit=${say}>
        <label for="text">${t("addWords")}</label>
        <textarea id="text" name="text" required maxlength="1000" rows="3"></textarea>
        <p class="pair"><button class="button">${t("say")}</button></p>
      </form>
      <p class="pair steps">${STEPS[of.state].map((step) => html`
        <${Act} key=${step} kind="button quiet" does=${() => api.post(`${path}/${step}`)} done=${again}>${t(`step_${step}`)}<//>`)}</p>
    </section>`;
}
