/** Allergies are not a note: a field of their own, outlined in ink, that the kitchen is shown apart. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { lang, t } from "./words.js";

const CHIPS = {
  zh: ["虾蟹", "花生", "牛奶", "鸡蛋", "鱼", "麸质", "坚果"],
  en: ["Shellfish", "Peanuts", "Milk", "Egg", "Fish", "Gluten", "Nuts"],
};
const LONGEST = 140;

const parts = (value) => value.split(/[、，,]\s*/).filter(Boolean);
const joined = (list) => list.join(lang.value === "zh" ? "、" : ", ");

export function AllergyField({ value, write, disabled }) {
  const chips = CHIPS[lang.value];
  const chosen = parts(value);
  const [typing, type] = useState(chosen.some((part) => !chips.includes(part)));
  const tap = (chip) => write(joined(chosen.includes(chip) ? chosen.filter((part) => part !== chip) : [...chosen, chip]));
  return html`
    <fieldset class="allergy" disabled=${disabled}>
      <legend><${Icon} name="alert" size="22" /><b>${t("allergy")}</b> <small>${t("allergyFlagged")}</small></legend>
      <div class="allergy-chips">
        ${chips.map((chip) => html`
          <button type="button" key=${chip} class="chip" aria-pressed=${String(chosen.includes(chip))} onClick=${() => tap(chip)}>
            ${chosen.includes(chip) && html`<${Icon} name="check" size="18" />`}${chip}
          </button>`)}
        <button type="button" class="chip other-note" aria-expanded=${String(typing)} onClick=${() => type(!typing)}>
          <${Icon} name="edit" size="16" />${t("other")}
        </button>
      </div>
      ${typing && html`
        <label><span class="unseen">${t("allergyHere")}</span>
          <textarea class="input" name="allergy" rows="2" maxlength=${LONGEST} placeholder=${t("allergyHere")} value=${value}
            onInput=${(event) => write(event.target.value)}></textarea></label>`}
    </fieldset>`;
}
