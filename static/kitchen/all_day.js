/** 汇总: each dish over all open tickets, split by what was chosen; a chip is one table's portion, a tap marks it done. */
import { computed, useComputed } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { cueOf, timerText } from "./cues.js";
import { Sign } from "./signs.js";
import { isToDo, left } from "./steps.js";
import { ageAt, isHere, open, second } from "./store.js";
import { dishName } from "./ticket.js";
import { touch } from "./touches.js";
import { t } from "./words.js";

/** `[{id, line, quantity, oldest, options: [{key, text, quantity, portions: [{ticket, line}]}]}]`, most first. */
export const dishesToDo = computed(() => {
  const dishes = new Map();
  for (const ticket of open.value.filter(isHere)) {
    for (const line of ticket.lines.filter(isToDo)) count(dishes, ticket, line);
  }
  return [...dishes.values()]
    .map((dish) => ({ ...dish, options: [...dish.options.values()] }))
    .sort((a, b) => b.quantity - a.quantity || a.oldest.localeCompare(b.oldest));
});
export const portionsToDo = computed(() => dishesToDo.value.reduce((total, dish) => total + dish.quantity, 0));

function count(dishes, ticket, line) {
  const dish = dishes.get(line.item_id)
    || { id: line.item_id, line, quantity: 0, oldest: ticket.fired_at, options: new Map() };
  const chosen = [...line.modifiers.map((m) => dishName(m) + (m.quantity > 1 ? ` ×${m.quantity}` : "")), line.note];
  const text = chosen.filter(Boolean).join(" · ");
  const option = dish.options.get(text) || { key: text, text, quantity: 0, portions: [] };
  option.portions.push({ ticket, line });
  option.quantity += left(line);
  dish.options.set(text, option);
  dish.quantity += left(line);
  dishes.set(line.item_id, dish);
}

function Portion({ ticket, line }) {
  const cue = useComputed(() => cueOf(ageAt(ticket, second.value), ticket.target_seconds, false)).value;
  return html`
    <button type="button" class=${`portion ${cue}`} aria-label=${t("line_done", { dish: `${ticket.table} ${dishName(line)}` })}
      onClick=${() => touch("bump", ticket, line)}>
      <${Sign} cue=${cue} />${ticket.table}${left(line) > 1 ? ` ×${left(line)}` : ""}
    </button>`;
}

const bumpAll = (dish) => {
  for (const { ticket, line } of dish.options.flatMap((option) => option.portions)) touch("bump", ticket, line);
};

function Waiting({ since }) {
  return html`<span>${t("waiting", { n: timerText(ageAt({ fired_at: since }, second.value), t) })}</span>`;
}

function Dish({ dish }) {
  const split = dish.options.length > 1 || dish.options[0].text;
  const portions = dish.options.flatMap((option) => option.portions);
  return html`
    <li>
      <h3><span>${dishName(dish.line)}</span><b>×${dish.quantity}</b></h3>
      ${dish.options.map((option) => html`
        <div class="option" key=${option.key}>
          ${split && html`<p>${option.text || t("plain")}${dish.options.length > 1 ? html` <b>×${option.quantity}</b>` : null}</p>`}
          <div class="portions">
            ${option.portions.map(({ ticket, line }) => html`<${Portion} key=${line.id} ticket=${ticket} line=${line} />`)}
          </div>
        </div>`)}
      ${portions.length > 1 && html`
        <div class="together">
          <${Waiting} since=${dish.oldest} />
          <button type="button" onClick=${() => touch("bump", portions[0].ticket, portions[0].line)}>${t("one_done")}</button>
          <button type="button" onClick=${() => bumpAll(dish)}>${t("all_done")}</button>
        </div>`}
    </li>`;
}

export function AllDay() {
  return html`
    <aside class="panel all-day">
      <h2><span><${Icon} name="slip" size="1.1em" />${t("all_day")}</span><small>${t("portions", { n: portionsToDo.value })}</small></h2>
      ${dishesToDo.value.length ? html`
        <ul>${dishesToDo.value.map((dish) => html`<${Dish} key=${dish.id} dish=${dish} />`)}</ul>` : html`
        <p class="nothing">${t("nothing_counted")}</p>`}
    </aside>`;
}
