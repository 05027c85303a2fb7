/** The keys, each of which can be learnt from a bump bar, or all turned off (WCAG 2.1.4). */
import { html } from "htm/preact";
import { Sheet } from "../shared/sheet.js";
import { ACTIONS, keyOf, learning } from "./keys.js";
import { sheet } from "./panels.js";
import { prefs, setPref } from "./prefs.js";
import { t } from "./words.js";

const SHOWN = { " ": "Space", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
const face = (key) => SHOWN[key] || (key.length === 1 ? key.toUpperCase() : key);

export function Toggle({ name, word }) {
  const on = prefs.value[name];
  return html`
    <button type="button" class="toggle" role="switch" aria-checked=${String(on)} onClick=${() => setPref({ [name]: !on })}>
      <span>${t(word)}</span><b>${t(on ? "on" : "off")}</b>
    </button>`;
}

export function Help() {
  const close = () => {
    learning.value = "";
    sheet.value = null;
  };
  return html`
    <${Sheet} title=${t("help")} close=${close} closeLabel=${t("close")} className="dark">
      <${Toggle} name="keysOn" word="keys_on" />
      <${Toggle} name="bumpAtOnce" word="bump_at_once" />
      <ul class="key-list">
        <li><span>${t("k_slot")}</span><kbd>1–9 0</kbd></li>
        ${Object.keys(ACTIONS).map((action) => html`
          <li key=${action}>
            <button type="button" onClick=${() => { learning.value = action; }}>
              <span>${t(`k_${action}`)}</span>
              ${learning.value === action ? html`<b>${t("learn")}</b>` : html`<kbd>${face(keyOf(action))}</kbd>`}
            </button>
          </li>`)}
      </ul>
      <p class="hint">${t("learn_hint")}</p>
      <button type="button" class="act" onClick=${() => setPref({ keys: {} })}>${t("keys_reset")}</button>
    <//>`;
}
