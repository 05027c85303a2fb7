/** Which stations a screen shows. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { t } from "./words.js";

export function StationChips({ stations, chosen, set, fault }) {
  const toggle = (id) => set(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return html`
    <fieldset class="choices">
      <legend>${t("stations_of")}</legend>
      <div class="chips">
        ${stations.map((station) => html`
          <button type="button" class="chip" key=${station.id} aria-pressed=${chosen.includes(station.id)}
            onClick=${() => toggle(station.id)}>
            ${chosen.includes(station.id) && html`<${Icon} name="check" size="16" />`} ${named(station)}
          </button>`)}
      </div>
      ${fault && html`<p class="fault" role="alert">△ ${fault}</p>`}
    </fieldset>`;
}
