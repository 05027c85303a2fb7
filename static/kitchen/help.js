/** The keys, each of which can be learnt from a bump bar, or all turned off (WCAG 2.1.4). */
import { html } from "htm/preact";
import { Sheet } from "../shared/sheet.js";
import { ACTIONS, SLOTS, keyOf, learning } from "./keys.js";
import { sheet } from "./panels.js";
import { prefs, setPref } from "./prefs.js";
import { t } from "./words.js";

const SHOWN = { " ": "Space", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };
const face = (key) => SHOWN[key] || (key.length === 1 ? key.toUpperCase() : key) || "–";

export function Toggle({ name, word }) {
  const on = prefs.value[name];
  return html`
    <button type="button" class="toggle" role="switch" aria-checked=${String(on)} onClick=${() => setPref({ [name]: !on })}>
      <span>${t(word)}</span><b>${t(on ? "on" : "off")}</b>
    </button>`;
}

function Key({ action, name }) {
  return html`
    <li>
      <button type="button" onClick=${() => { learning.value = action; }}>
        <span>${name}</span>
        ${learning.value === action ? html`<b role="status">${t("learn")}</b>` : html`<kbd>${face(keyOf(action))}</kbd>`}
      </button>
    </li>`;
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
      <p class="hint">${t("learn_hint")}</p>
      <ul class="key-list">
        ${Object.keys(ACTIONS).map((action) => html`<${Key} key=${action} action=${action} name=${t(`k_${action}`)} />`)}
      </ul>
      <h3>${t("k_slot")}</h3>
      <ul class="key-list slots">
        ${Object.keys(SLOTS).map((action) => html`<${Key} key=${action} action=${action} name=${action.slice(4)} />`)}
      </ul>
      <button type="button" class="act" onClick=${() => setPref({ keys: {} })}>${t("keys_reset")}</button>
    <//>`;
}
