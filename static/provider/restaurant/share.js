/** A link for the restaurant itself: its to-dos, without a figure of money, until a day, and taken back at any time. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { api } from "../../shared/sign_in.js";
import { Sheet } from "../../shared/sheet.js";
import { Act } from "../shell/parts.js";
import { dayOf, question } from "../shell/state.js";
import { t } from "../words.js";

const asked = question();

export function Share({ of, close }) {
  const home = `/api/v1/provider/restaurants/${of.id}/shares`;
  const [made, set] = useState(null);
  const [copied, note] = useState(false);
  useEffect(() => { asked.ask(home); }, [of.id]);
  const again = () => asked.ask(home, { keep: true });
  async function make() {
    set(await api.post(home, { days: 14 }));
    note(false);
  }
  async function copy() {
    await navigator.clipboard.writeText(made.url);
    note(true);
  }
  return html`
    <${Sheet} title=${t("sendList")} close=${close}>
      <p>${t("shareWhat", { name: of.name })}</p>
      ${made ? html`
        <div class="field"><label for="share">${t("shareOnce", { day: dayOf(made.ends_at) })}</label>
          <input id="share" readonly value=${made.url} onFocus=${(event) => event.target.select()} /></div>
        <p class="pair"><button type="button" class="button primary" onClick=${copy}>${copied ? t("copied") : t("copy")}</button>
          <a class="button" href=${made.url} target="_blank" rel="noopener">${t("look")}</a></p>`
    : html`<p class="pair"><${Act} kind="button primary" does=${make} done=${again}>${t("shareMake")}<//></p>`}
      <h3>${t("shares")}</h3>
      ${asked.data.value?.items.length
    ? html`<ul class="shares">${asked.data.value.items.map((share) => html`
        <li key=${share.id}>${t("shareRow", { made: dayOf(share.made_at), ends: dayOf(share.ends_at) })}
          ${share.withdrawn_at ? html`<span class="quiet">${t("withdrawn")}</span>`
    : html`<${Act} kind="link" does=${() => api.del(`/api/v1/provider/shares/${share.id}`)} done=${again}>${t("withdraw")}<//>`}</li>`)}</ul>`
    : html`<p class="quiet">${t("noShares")}</p>`}
    <//>`;
}
