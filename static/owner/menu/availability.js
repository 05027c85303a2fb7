/** On sale, sold out for today, or so many left. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { named } from "../../shared/words.js";
import { Field } from "../shell/fields.js";
import { shop } from "../shell/shops.js";
import { menu, setState, stateOf } from "./store.js";
import { t } from "./words.js";

/** The id of the dish whose state is being decided. */
export const judging = signal(null);
const close = () => { judging.value = null; };

export function Availability({ id }) {
  const dish = menu.value.dishes[id];
  const [bad, setBad] = useState(false);
  if (!dish) return null;
  const now = stateOf(dish);

  function decide(state) {
    close();
    setState(dish, state);
  }

  function count(event) {
    event.preventDefault();
    const text = new FormData(event.target).get("left").trim();
    if (!/^\d{1,4}$/.test(text)) setBad(true);
    else decide({ available: Number(text) > 0, left: Number(text) });
  }

  const choice = (key, state, about) => html`
    <li>
      <button type="button" class="row-button" aria-current=${now === key ? "true" : undefined} onClick=${() => decide(state)}>
        <${Icon} name=${key === "on" ? "check" : "x"} />
        <span class="grow"><b>${t(key)}</b><small>${about}</small></span>
      </button>
    </li>`;
  return html`
    <${Sheet} title=${t("availability", { name: named(dish) })} close=${close}>
      <ul class="rows">
        ${choice("on", { available: true }, t("on_about"))}
        ${choice("off", { available: false }, t("off_about", { time: shop.value.day_starts_at }))}
      </ul>
      <form class="left-form" onSubmit=${count} novalidate>
        <${Field} id="left" name="left" label=${t("left_label")} inputmode="numeric" autocomplete="off"
          value=${dish.left_count ?? ""} fault=${bad && t("left_bad")} />
        <button class="button">${t("left_set")}</button>
      </form>
    <//>`;
}
