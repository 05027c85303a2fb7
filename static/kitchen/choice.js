/** One of a few: buttons side by side. `options`: `[[key, label], …]`. */
import { html } from "htm/preact";
import { t } from "./words.js";

export function Choice({ name, options, value, set }) {
  return html`
    <fieldset>
      <legend>${t(name)}</legend>
      <div class="segments">
        ${options.map(([key, label]) => html`
          <button type="button" key=${key} aria-pressed=${String(value === key)} onClick=${() => set(key)}>${label}</button>`)}
      </div>
    </fieldset>`;
}
