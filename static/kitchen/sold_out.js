/** 缺货: what is off the menu, and any dish taken off or counted down; guests' phones follow at once. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { serverNow } from "../shared/time.js";
import { dishes, isOut, setDish } from "./dishes.js";
import { at } from "./link.js";
import { open } from "./store.js";
import { isToDo } from "./steps.js";
import { dishName } from "./names.js";
import { say } from "./toast.js";
import { t } from "./words.js";

const chosen = signal("");
const wanted = signal("");
const HOUR = 3600000;
const DAY = 24 * HOUR;

export async function change(dish, what) {
  try {
    await setDish(dish.id, what);
    chosen.value = "";
    if (what.left === undefined) say(t(what.available ? "back_done" : "out_done", { dish: dishName(dish) }));
  } catch (problem) {
    say(problem.status ? t("refused", { why: problem.message }) : t("needs_line"));
  }
}

const LATER = [1, 2, 4]; // hours, on the half hour

/** The next half hours from so many hours on: people say "back at 14:00", not "in 57 minutes". */
const halfHourIn = (hours) => new Date(Math.ceil((serverNow() + hours * HOUR - HOUR / 4) / (HOUR / 2)) * (HOUR / 2));

/** Off until tomorrow or until a time, or only so many left. */
export function Choices({ dish }) {
  return html`
    <div class="choices">
      <button type="button" class="strong" onClick=${() => change(dish, { available: false })}>${t("until_tomorrow")}</button>
      ${LATER.map(halfHourIn).map((until) => html`
        <button type="button" key=${until} onClick=${() => change(dish, { available: false, until: until.toISOString() })}>
          ${t("back_at", { at: at(until) })}
        </button>`)}
      <${Left} dish=${dish} />
    </div>`;
}

const counts = signal({});

function Left({ dish }) {
  const n = counts.value[dish.id] ?? dish.left ?? 5;
  const set = (value) => { counts.value = { ...counts.value, [dish.id]: Math.max(1, Math.min(99, value)) }; };
  return html`
    <span class="left">
      <button type="button" aria-label="−" onClick=${() => set(n - 1)}><${Icon} name="minus" size="1em" /></button>
      <button type="button" onClick=${() => change(dish, { available: true, left: n })}>${t("left_n", { n })}</button>
      <button type="button" aria-label="+" onClick=${() => set(n + 1)}><${Icon} name="plus" size="1em" /></button>
    </span>`;
}

function state(dish) {
  if (!isOut(dish)) return dish.left === null ? "" : t("left_n", { n: dish.left });
  const until = dish.sold_out_until && Date.parse(dish.sold_out_until);
  if (!until) return t("sold_out");
  return until - serverNow() < DAY / 2 ? t("out_until", { at: at(until) }) : t("until_tomorrow");
}

function Dish({ dish }) {
  const out = isOut(dish);
  const waiting = open.value.filter((ticket) => ticket.lines.some((l) => l.item_id === dish.id && isToDo(l)));
  const tables = [...new Set(waiting.map((ticket) => ticket.table))].join(" ");
  const about = [state(dish), tables && t("still_wanted", { tables })].filter(Boolean).join(" · ");
  return html`
    <li class=${out ? "is-out" : ""}>
      <h3>
        <span>${dishName(dish)}${about && html`<small>${about}</small>`}</span>
        ${out || dish.left !== null ? html`
          <button type="button" onClick=${() => change(dish, { available: true })}>${t("restore")}</button>` : html`
          <button type="button" aria-expanded=${String(chosen.value === dish.id)}
            onClick=${() => { chosen.value = chosen.value === dish.id ? "" : dish.id; }}>${t("out")}</button>`}
      </h3>
      ${chosen.value === dish.id && !out && html`<${Choices} dish=${dish} />`}
    </li>`;
}

export function SoldOut() {
  const text = wanted.value.trim().toLowerCase();
  const names = (dish) => Object.values(dish.names).join(" ").toLowerCase();
  const list = dishes.value.filter((dish) => !text || names(dish).includes(text))
    .sort((a, b) => Number(isOut(b)) - Number(isOut(a)) || Number(b.left !== null) - Number(a.left !== null));
  return html`
    <aside class="panel out">
      <h2><span>${t("out")}</span></h2>
      <label class="find"><${Icon} name="search" size="1em" />
        <input type="search" placeholder=${t("search")} value=${wanted.value}
          onInput=${(event) => { wanted.value = event.target.value; }} />
      </label>
      <ul>${list.map((dish) => html`<${Dish} key=${dish.id} dish=${dish} />`)}</ul>
    </aside>`;
}
