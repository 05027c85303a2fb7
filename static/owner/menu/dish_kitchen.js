/** What the kitchen does with a dish: where it is made, who says that it is done, and with which course it goes. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { Choices, Select } from "../shell/fields.js";
import { shop } from "../shell/shops.js";
import { menu } from "./store.js";
import { t } from "./words.js";

const COURSES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const FINISHES = ["each", "together"];
const told = (keys) => keys.map((key) => [key, t(`finish_${key}`), t(`finish_${key}_about`)]);

/** `form`: `{station_ids, stations_finish, course}`; the first station is the dish's own. */
export function DishStation({ form, set }) {
  const [first = "", ...others] = form.station_ids;
  const choose = (id) => set({ station_ids: id ? [id, ...others.filter((each) => each !== id)] : [] });
  return html`
    <${Select} id="dish-station" label=${t("station_label")} value=${first} onChange=${choose}
      options=${[["", t("station_default")], ...menu.value.stations.map((s) => [s.id, named(s)])]} />`;
}

export function DishKitchen({ form, set }) {
  const several = form.station_ids.length > 1;
  return html`
    ${form.station_ids.length > 0 && menu.value.stations.length > 1 && html`<${OtherStations} form=${form} set=${set} />`}
    ${several && html`
      <${Choices} name="finish" legend=${t("finish")} options=${told(FINISHES)} value=${form.stations_finish}
        onChange=${(stations_finish) => set({ stations_finish })} />`}
    <${Select} id="dish-course" label=${t("course")} value=${String(form.course)}
      hint=${t(shop.value.courses === "off" ? "course_off" : "course_about")} onChange=${(n) => set({ course: Number(n) })}
      options=${COURSES.map((n) => [String(n), n ? t("course_n", { n }) : t("course_none")])} />`;
}

function OtherStations({ form, set }) {
  const [first, ...others] = form.station_ids;
  const toggle = (id) => (others.includes(id) ? others.filter((each) => each !== id) : [...others, id]);
  return html`
    <fieldset class="choices">
      <legend>${t("stations_also")}</legend>
      <div class="chips">
        ${menu.value.stations.filter((station) => station.id !== first).map((station) => html`
          <button type="button" class="chip" key=${station.id} aria-pressed=${others.includes(station.id)}
            onClick=${() => set({ station_ids: [first, ...toggle(station.id)] })}>
            ${others.includes(station.id) && html`<${Icon} name="check" size="16" />`} ${named(station)}
          </button>`)}
      </div>
    </fieldset>`;
}
