/** The foot of the pass: how much can go, how much is missing, what is not sent yet, pages, keys. */
import { html } from "htm/preact";
import { attempts, isStale } from "../link.js";
import { Pages } from "../paging.js";
import { prefs } from "../prefs.js";
import { isNarrow } from "../size.js";
import { touches } from "../store.js";
import { toast } from "../toast.js";
import { t as board } from "../words.js";
import { pageNumber, pages, turn } from "./layout.js";
import { here, places, toGo } from "./state.js";
import { t } from "./words.js";

const portions = () => here.value.flatMap((card) => card.missing).reduce((total, line) => total + line.quantity, 0);

function Counts() {
  const waiting = touches.value.length;
  return html`
    <p class="counts">
      <span>${t("counts", { n: toGo.value, of: here.value.length, m: portions() })}</span>
      ${waiting > 0 && isStale.value && html`<b>${board("kept", { n: waiting })}</b>`}
    </p>`;
}

function Keys() {
  if (!prefs.value.keysOn || isNarrow.value || !places.value.length) return null;
  return html`
    <p class="keys">
      <span><kbd>1–9</kbd>${t("key_pick")}</span>
      <span><kbd>Enter</kbd>${t("key_serve")}</span>
      <span><kbd>⌫</kbd>${t("key_back")}</span>
    </p>`;
}

export function Foot() {
  return html`
    <footer class="bottom">
      <${Counts} />
      <${Pages} now=${pageNumber.value + 1} of=${pages.value.length} turn=${turn} />
      ${isStale.value
        ? html`<p class="trying">${board("retrying", { n: Math.max(1, attempts.value) })}</p>`
        : html`<${Keys} />`}
      ${toast.value && html`<p class="toast" role="status">${toast.value}</p>`}
    </footer>`;
}
