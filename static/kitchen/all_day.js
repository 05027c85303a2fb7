/** 汇总: each dish over all open tickets, split by what was chosen; chips are tables, and n portions can be done at once. */
import { computed, signal, useComputed } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { cueOf, timerText } from "./cues.js";
import { dishName, optionsOf } from "./names.js";
import { Sign } from "./signs.js";
import { left, worksOf } from "./steps.js";
import { ageAt, isHere, open, second } from "./store.js";
import { say } from "./toast.js";
import { makePortions, touch } from "./touches.js";
import { t } from "./words.js";

/** `[{id, line, quantity, oldest, options: [{key, text, quantity, portions: [{ticket, line}]}]}]`, most first. */
const dishesToDo = computed(() => {
  const dishes = new Map();
  for (const { ticket, line } of worksOf(open.value.filter(isHere))) count(dishes, ticket, line);
  return [...dishes.values()]
    .map((dish) => ({ ...dish, options: [...dish.options.values()] }))
    .sort((a, b) => b.quantity - a.quantity || a.oldest.localeCompare(b.oldest));
});
export const portionsToDo = computed(() => dishesToDo.value.reduce((total, dish) => total + dish.quantity, 0));

function count(dishes, ticket, line) {
  const dish = dishes.get(line.item_id)
    || { id: line.item_id, line, ticket, quantity: 0, oldest: ticket.fired_at, options: new Map() };
  const text = [optionsOf(line, ticket), line.note].filter(Boolean).join(" · ");
  const option = dish.options.get(text) || { key: `${dish.id} ${text}`, text, quantity: 0, portions: [] };
  option.portions.push({ ticket, line });
  option.quantity += left(line);
  dish.options.set(text, option);
  dish.quantity += left(line);
  dishes.set(line.item_id, dish);
}

function Portion({ ticket, line }) {
  const cue = useComputed(() => cueOf(ageAt(ticket, second.value), ticket.target_seconds, false)).value;
  return html`
    <button type="button" class=${`portion ${cue}`} onClick=${() => touch("bump", ticket, line)}>
      <${Sign} cue=${cue} />${ticket.table}${left(line) > 1 ? ` ×${left(line)}` : ""}
      <span class="unseen"> ${t("line_done", { dish: dishName(line, ticket) })}</span>
    </button>`;
}

const opened = signal(""); // the dish of which several portions are being marked
const counts = signal({}); // option → how many portions its button does

/** 并菜: so many of this, whichever tables wait longest for it. */
function Together({ option }) {
  const n = Math.min(counts.value[option.key] || 1, option.quantity);
  const set = (value) => { counts.value = { ...counts.value, [option.key]: Math.max(1, Math.min(option.quantity, value)) }; };
  const make = (wanted) => {
    counts.value = { ...counts.value, [option.key]: 1 };
    const undo = makePortions(option.portions, wanted);
    say(t("made", { n: wanted, dish: dishName(option.portions[0].line, option.portions[0].ticket) }), undo);
  };
  return html`
    <div class="together">
      <button type="button" class="step" aria-label=${t("fewer")} disabled=${n === 1} onClick=${() => set(n - 1)}>
        <${Icon} name="minus" size="1em" /></button>
      <button type="button" class="make" onClick=${() => make(n)}>${t("n_done", { n })}</button>
      <button type="button" class="step" aria-label=${t("moreover")} disabled=${n === option.quantity} onClick=${() => set(n + 1)}>
        <${Icon} name="plus" size="1em" /></button>
      <button type="button" class="make" onClick=${() => make(option.quantity)}>${t("all_done")}</button>
    </div>`;
}

function Option({ option, alone, isOpen }) {
  return html`
    <div class="option">
      ${(option.text || !alone) && html`<p>${option.text || t("plain")}${!alone && html` <b>×${option.quantity}</b>`}</p>`}
      <div class="portions">
        ${option.portions.map(({ ticket, line }) => html`<${Portion} key=${line.id} ticket=${ticket} line=${line} />`)}
      </div>
      ${isOpen && option.quantity > 1 && html`<${Together} option=${option} />`}
    </div>`;
}

function Waiting({ since }) {
  return html`<p class="hint">${t("waiting", { n: timerText(ageAt({ fired_at: since }, second.value), t) })}</p>`;
}

/** A chip marks one table's portions; the total opens what marks several of them at once. */
function Dish({ dish }) {
  const isOpen = opened.value === dish.id;
  const toggle = () => { opened.value = isOpen ? "" : dish.id; };
  const name = dishName(dish.line, dish.ticket);
  return html`
    <li data-dish=${dish.id}>
      <h3>
        <span>${name}</span>
        <button type="button" class="total" aria-expanded=${String(isOpen)} aria-label=${t("several", { dish: name, n: dish.quantity })}
          onClick=${toggle}>×${dish.quantity}</button>
      </h3>
      ${isOpen && html`<${Waiting} since=${dish.oldest} />`}
      ${dish.options.map((option) => html`
        <${Option} key=${option.key} option=${option} alone=${dish.options.length === 1} isOpen=${isOpen} />`)}
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
