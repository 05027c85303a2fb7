/** Which stations a screen shows: of one kind, so choosing another kind lets go of the former. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { t } from "./words.js";

export function StationChips({ stations, chosen, set, fault, legend = t("stations_of") }) {
  const kindOf = (id) => stations.find((station) => station.id === id)?.kind;
  const toggle = (id) => {
    const rest = chosen.filter((each) => each !== id && kindOf(each) === kindOf(id));
    set(chosen.includes(id) ? rest : [...rest, id]);
  };
  const mixes = new Set(stations.map((station) => station.kind)).size > 1;
  return html`
    <fieldset class="choices">
      <legend>${legend}</legend>
      <div class="chips">
        ${stations.map((station) => html`
          <button type="button" class="chip" key=${station.id} aria-pressed=${chosen.includes(station.id)}
            onClick=${() => toggle(station.id)}>
            ${chosen.includes(station.id) && html`<${Icon} name="check" size="16" />`} ${named(station)}
          </button>`)}
      </div>
      ${mixes && html`<p class="hint">${t("one_kind")}</p>`}
      ${fault && html`<p class="fault" role="alert">△ ${fault}</p>`}
    </fieldset>`;
}
