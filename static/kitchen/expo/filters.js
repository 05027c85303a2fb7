/** Which tables and which stations the pass shows; each says how many orders it has, seen or not. */
import { html } from "htm/preact";
import { named } from "../../shared/words.js";
import { filter, stations } from "../store.js";
import { t as board } from "../words.js";
import { area, areas, cards } from "./state.js";
import { t } from "./words.js";

function Areas() {
  const count = (tables) => cards.value.filter((card) => tables.includes(card.table)).length;
  return html`
    <div class="stations" role="group" aria-label=${t("by_area")}>
      <button type="button" aria-pressed=${String(!area.value)} onClick=${() => { area.value = ""; }}>${t("areas_all")}</button>
      ${areas.value.map((each) => html`
        <button type="button" key=${each.id} aria-pressed=${String(area.value === each.id)}
          onClick=${() => { area.value = area.value === each.id ? "" : each.id; }}>${named(each)} <b>${count(each.tables)}</b></button>`)}
    </div>`;
}

function Stations() {
  const chosen = filter.value.filter((id) => stations.value.some((station) => station.id === id));
  const count = (id) => cards.value.filter((card) => card.missing.some((line) => line.station_ids.includes(id))).length;
  const toggle = (id) => { filter.value = chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]; };
  return html`
    <div class="stations" role="group">
      <button type="button" aria-pressed=${String(!chosen.length)} onClick=${() => { filter.value = []; }}>${board("all_stations")}</button>
      ${stations.value.map((station) => html`
        <button type="button" key=${station.id} aria-pressed=${String(chosen.includes(station.id))}
          onClick=${() => toggle(station.id)}>${named(station)} <b>${count(station.id)}</b></button>`)}
    </div>`;
}

export function Filters() {
  return html`
    ${areas.value.length > 1 && html`<${Areas} />`}
    ${stations.value.length > 1 && html`<${Stations} />`}`;
}
