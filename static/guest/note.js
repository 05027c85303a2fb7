/** A note by chips first, then by free text of at most fifty characters. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { lang, t } from "./words.js";

const LONGEST = 50;
const CHIPS = {
  zh: ["少油少盐", "少辣", "不要葱", "不要香菜", "分开上", "打包"],
  en: ["Less oil and salt", "Less spicy", "No spring onion", "No coriander", "Serve separately", "To take away"],
};

const parts = (value) => value.split(/[，,]\s*/).filter(Boolean);
const joined = (list) => list.join(lang.value === "zh" ? "，" : ", ");

/** `title` and `name` where it is the note of a whole round; `without`: what the dish offers as choices already. */
export function NoteField({ value, write, title, name = "note", without = [] }) {
  const chips = CHIPS[lang.value].filter((chip) => !without.includes(chip));
  const chosen = parts(value);
  const own = chosen.filter((part) => !chips.includes(part));
  const [typing, type] = useState(own.length > 0);

  function tap(chip) {
    const next = chosen.includes(chip) ? chosen.filter((part) => part !== chip) : [...chosen, chip];
    if (joined(next).length <= LONGEST) write(joined(next));
  }

  return html`
    <fieldset class="group">
      <legend>${title || t("note")} <small class="rule">${t("optional")}</small></legend>
      <div class="choices">
        ${chips.map((chip) => html`
          <button type="button" key=${chip} class="choice" aria-pressed=${String(chosen.includes(chip))} onClick=${() => tap(chip)}>
            ${chosen.includes(chip) && html`<${Icon} name="check" size="18" />`}<span>${chip}</span>
          </button>`)}
        <button type="button" class="choice other-note" aria-expanded=${String(typing)} onClick=${() => type(!typing)}>
          <${Icon} name="edit" size="18" /><span>${t("other")}</span>
        </button>
      </div>
      ${typing && html`
        <label class="own-note">
          <span class="unseen">${t("noteHere")}</span>
          <textarea class="input" rows="2" name=${name} maxlength=${LONGEST} placeholder=${t("noteHere")} value=${value}
            onInput=${(event) => write(event.target.value)}></textarea>
          <small>${t("characters", { n: value.length })}</small>
        </label>`}
    </fieldset>`;
}
