/** How large a screen is and how far away it is read: what its sizes follow until somebody holds a bank card to it. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { t } from "./words.js";

const QUESTIONS = { screen: ["tablet", "monitor", "tv"], distance: ["near", "middle", "far"] };

/** `fit`: `{screen?, distance?}`; what was not said is left to the screen. */
export function FitChips({ fit, set }) {
  const choose = (question, answer) => {
    const { [question]: before, ...rest } = fit;
    set(before === answer ? rest : { ...rest, [question]: answer });
  };
  return Object.entries(QUESTIONS).map(([question, answers]) => html`
    <fieldset class="choices" key=${question}>
      <legend>${t(`fit_${question}`)}</legend>
      <div class="chips">
        ${answers.map((answer) => html`
          <button type="button" class="chip" key=${answer} aria-pressed=${fit[question] === answer}
            onClick=${() => choose(question, answer)}>
            ${fit[question] === answer && html`<${Icon} name="check" size="16" />`} ${t(`fit_${answer}`)}
          </button>`)}
      </div>
    </fieldset>`);
}
