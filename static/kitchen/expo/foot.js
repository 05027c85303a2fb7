/** The foot of the pass: how much can go, how much is missing, what is not sent yet, pages, keys. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { attempts, isStale } from "../link.js";
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

function Pages() {
  const [now, of] = [pageNumber.value + 1, pages.value.length];
  if (of < 2) return null;
  return html`
    <nav class="pages">
      <button type="button" aria-label=${board("before")} disabled=${now === 1} onClick=${() => turn(-1)}><${Icon} name="left" size="1.2em" /></button>
      <span>${isNarrow.value ? `${now}/${of}` : board("page", { n: now, of })}</span>
      <button type="button" aria-label=${board("after")} disabled=${now === of} onClick=${() => turn(1)}><${Icon} name="right" size="1.2em" /></button>
    </nav>`;
}

function Keys() {
  if (!prefs.value.keysOn || isNarrow.value || !places.value.length) return null;
  return html`
    <p class="keys">
      <span><kbd>1–9</kbd>${t("key_pick")}</span><span><kbd>Enter</kbd>${t("key_serve")}</span><span><kbd>⌫</kbd>${t("key_back")}</span>
    </p>`;
}

export function Foot() {
  return html`
    <footer class="bottom">
      <${Counts} />
      <${Pages} />
      ${isStale.value ? html`<p class="trying">${board("retrying", { n: Math.max(1, attempts.value) })}</p>` : html`<${Keys} />`}
      ${toast.value && html`<p class="toast" role="status">${toast.value}</p>`}
    </footer>`;
}
