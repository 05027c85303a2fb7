/** A secret that is shown this once, with a button that copies it. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { createWords } from "../../shared/words.js";

const t = createWords({
  copy: ["复制", "Copy"],
  copied: ["已复制", "Copied"],
  close: ["记下了", "Noted"],
});

export function Once({ label, text, about, close }) {
  const [copied, setCopied] = useState(false);

  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  }

  return html`
    <section class="once" role="status">
      <p><b>${label}</b></p>
      ${text && html`
        <p class="copy"><code>${text}</code>
          ${navigator.clipboard && html`
            <button type="button" class="button small" onClick=${copy}>${t(copied ? "copied" : "copy")}</button>`}</p>`}
      ${about && html`<p class="hint">${about}</p>`}
      <button type="button" class="link" onClick=${close}>${t("close")}</button>
    </section>`;
}
