/** 中文 / English, for this device. */
import { html } from "htm/preact";
import { lang, speak } from "../../shared/words.js";

const NAMES = { zh: "中文", en: "English" };

export function LanguageSwitch() {
  return html`
    <div class="chips" role="group" aria-label="语言 Language">
      ${Object.entries(NAMES).map(([key, name]) => html`
        <button type="button" class="chip" lang=${key} aria-pressed=${lang.value === key} onClick=${() => speak(key)}>
          ${name}
        </button>`)}
    </div>`;
}
