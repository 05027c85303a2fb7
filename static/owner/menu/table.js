/** Dishes as rows of 60 px: the price is edited in place, the state with two touches, the order by dragging or by buttons. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { manages } from "../shell/shops.js";
import { judging } from "./availability.js";
import { Price } from "./price.js";
import { Thumb } from "./thumb.js";
import { menu, moved, orderDishes, stateOf, stateText, stationOf } from "./store.js";
import { t } from "./words.js";

export function Dishes({ rows, category }) {
  const [dragged, setDragged] = useState(null);
  const ids = rows.map((dish) => dish.id);
  const sorts = manages.value && category;

  function drop(onto) {
    if (dragged && dragged !== onto) orderDishes(category, moved(ids, dragged, ids.indexOf(onto)));
    setDragged(null);
  }

  return html`
    <table class="dishes">
      <thead>
        <tr>
          <th scope="col" class="grip"><span class="unseen">${t("drag")}</span></th>
          <th scope="col" class="picture"><span class="unseen">${t("image")}</span></th>
          <th scope="col">${t("name")}</th>
          <th scope="col" class="options">${t("options")}</th>
          <th scope="col" class="price">${t("price")}</th>
          <th scope="col" class="station">${t("station")}</th>
          <th scope="col" class="state">${t("state")}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((dish, n) => html`
          <tr key=${dish.id} draggable=${Boolean(sorts)} data-dragged=${dragged === dish.id} data-state=${stateOf(dish)}
            onDragStart=${() => setDragged(dish.id)} onDragOver=${(event) => sorts && event.preventDefault()}
            onDrop=${() => drop(dish.id)} onDragEnd=${() => setDragged(null)}>
            <td class="grip">
              ${sorts && html`<${Sorting} dish=${dish} n=${n} last=${rows.length - 1}
                move=${(to) => orderDishes(category, moved(ids, dish.id, to))} />`}
            </td>
            <td class="picture"><${Thumb} dish=${dish} /></td>
            <th scope="row" class="name"><${Name} dish=${dish} /></th>
            <td class="options"><span>${optionsOf(dish)}</span></td>
            <td class="price"><${Price} dish=${dish} /></td>
            <td class="station">${named(stationOf(dish)) || "–"}</td>
            <td class="state"><${State} dish=${dish} /></td>
          </tr>`)}
      </tbody>
    </table>`;
}

function Sorting({ dish, n, last, move }) {
  const name = named(dish);
  return html`
    <span class="sorting">
      <button type="button" disabled=${n === 0} aria-label=${t("up_dish", { name })} onClick=${() => move(n - 1)}>
        <${Icon} name="up" size="16" />
      </button>
      <button type="button" disabled=${n === last} aria-label=${t("down_dish", { name })} onClick=${() => move(n + 1)}>
        <${Icon} name="down" size="16" />
      </button>
    </span>`;
}

function Name({ dish }) {
  const other = dish.names.zh && dish.names.en ? dish.names.en : "";
  const body = html`
    <span class="zh">${dish.names.zh || named(dish)}</span>
    ${other ? html`<small lang="en">${other}</small>` : html`<small class="lacks">${dish.names.en ? "" : t("no_english")}</small>`}`;
  if (!manages.value) return body;
  return html`<a href=${`#menu/${dish.id}`}>${body}<span class="unseen">${t("edit_dish")}</span></a>`;
}

const optionsOf = (dish) => dish.group_ids
  .map((id) => named(menu.value.groups.find((group) => group.id === id))).filter(Boolean).join(" · ");

function State({ dish }) {
  const state = stateOf(dish);
  const text = stateText(dish);
  return html`
    <button type="button" class="state-button" data-state=${state} aria-haspopup="dialog"
      aria-label=${t("state_of", { name: named(dish), state: text })} onClick=${() => { judging.value = dish.id; }}>
      <${Icon} name=${{ on: "check", off: "x", left: "alert" }[state]} size="16" /> ${text}
    </button>`;
}
