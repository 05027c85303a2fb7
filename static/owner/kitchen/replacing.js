/** Another device in the place of a screen: its name and stations stay, the former device goes dark at once. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { api } from "../shell/api.js";
import { inWords } from "../shell/faults.js";
import { Field } from "../shell/fields.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { readKitchen } from "./index.js";
import { t } from "./words.js";

export function Replacing({ at, close }) {
  const [fault, setFault] = useState("");

  async function replace(event) {
    event.preventDefault();
    const code = new FormData(event.target).get("code").replace(/[\s-]/g, "").toUpperCase();
    if (!/^[A-Z0-9]{8}$/.test(code)) {
      setFault(t("code_fault"));
      return;
    }
    const { problem } = await attempt(() => api.post(`${at}/replace`, { pairing_code: code }), { quiet: true });
    if (problem) {
      setFault(inWords(problem));
      return;
    }
    await readKitchen();
    readDay();
    close();
  }

  return html`
    <details class="more">
      <summary>${t("replace")}</summary>
      <form class="stack" onSubmit=${replace} novalidate>
        <p class="quiet">${t("replace_how", { place: `${location.host}/kitchen` })}</p>
        <${Field} id="replace-code" name="code" label=${t("code")} maxlength="12" autocomplete="off"
          autocapitalize="characters" spellcheck="false" class="pairing-code" fault=${fault} />
        <button class="button">${t("replace_yes")}</button>
      </form>
    </details>`;
}
