/** Which tables and which stations the pass shows; each says how many orders it has, seen or not. */
import { html } from "htm/preact";
import { named } from "../../shared/words.js";
import { filter, stations } from "../store.js";
import { t as board } from "../words.js";
import { area, areas, cards } from "./state.js";
import { t } from "./words.js";

function Choice({ pressed, go, children }) {
  return html`<button type="button" aria-pressed=${String(pressed)} onClick=${go}>${children}</button>`;
}

function Areas() {
  const count = (tables) => cards.value.filter((card) => tables.includes(card.table)).length;
  const choose = (id) => { area.value = area.value === id ? "" : id; };
  return html`
    <div class="stations" role="group" aria-label=${t("by_area")}>
      <${Choice} pressed=${!area.value} go=${() => choose("")}>${t("areas_all")}<//>
      ${areas.value.map((each) => html`
        <${Choice} key=${each.id} pressed=${area.value === each.id} go=${() => choose(each.id)}>
          ${named(each)} <b>${count(each.tables)}</b>
        <//>`)}
    </div>`;
}

function Stations() {
  const chosen = filter.value.filter((id) => stations.value.some((station) => station.id === id));
  const lacks = (card, id) => card.missing.some((line) => line.station_ids.includes(id));
  const count = (id) => cards.value.filter((card) => lacks(card, id)).length;
  const toggle = (id) => {
    filter.value = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id];
  };
  return html`
    <div class="stations" role="group">
      <${Choice} pressed=${!chosen.length} go=${() => { filter.value = []; }}>${board("all_stations")}<//>
      ${stations.value.map((station) => html`
        <${Choice} key=${station.id} pressed=${chosen.includes(station.id)} go=${() => toggle(station.id)}>
          ${named(station)} <b>${count(station.id)}</b>
        <//>`)}
    </div>`;
}

export function Filters() {
  return html`
    ${areas.value.length > 1 && html`<${Areas} />`}
    ${stations.value.length > 1 && html`<${Stations} />`}`;
}
