/** The overview: the month's money in columns that are never mixed, and every restaurant with what it lacks. */
import { computed, signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon, Sign } from "../shared/icons.js";
import { Download, Fault, MonthPicker, ProgrammePicker, Skeleton, yuan } from "./parts.js";
import { Restaurants } from "./restaurants.js";
import { exportTodos } from "./todo_list.js";
import { fault, items, month, overview } from "./state.js";
import { t } from "./words.js";

const STATES = ["met", "in_progress", "missing", "in_review", "not_eligible"];
const only = signal("");
const words = signal("");
const order = signal("nearest");
const misses = (item) => Boolean(item.progress?.misses && item.progress.counted && item.progress.days_left);

const shown = computed(() => {
  const wanted = words.value.trim().toLowerCase();
  return items.value
    .filter((i) => !only.value || (only.value === "misses" ? misses(i) : i.state === only.value))
    .filter((i) => !wanted || i.name.toLowerCase().includes(wanted))
    .sort(ORDERS[order.value]);
});

/** How far from the goal: those on their way first, the nearest first; then papers, waiting, met, and never. */
const far = (item) => {
  const rank = { in_progress: 0, missing: 1, in_review: 2, met: 3, not_eligible: 4 }[item.state];
  return rank * 1e6 + (item.progress?.left ?? 9e5);
};
const ORDERS = {
  nearest: (a, b) => far(a) - far(b) || b.estimated - a.estimated || a.name.localeCompare(b.name),
  most: (a, b) => b.estimated - a.estimated || a.name.localeCompare(b.name),
  byName: (a, b) => a.name.localeCompare(b.name),
};

export function Overview() {
  return html`
    <header class="title">
      <h1>${t("overview")}</h1>
      <${MonthPicker} />
      <${ProgrammePicker} />
      <span class="push"></span>
      ${overview.value && html`
        <button type="button" class="button" onClick=${() => exportTodos(items.value, month.value)}>
          <${Icon} name="users" size=${20} />${t("exportTodo")}
        </button>
        <${Download} href=${`/api/v1/provider/statements/${month.value}.csv`}>${t("exportCsv")}<//>`}
    </header>
    ${fault.value && html`<${Fault} />`}
    ${overview.value ? html`<${Figures} /><${Filters} /><${Restaurants} items=${shown.value} />`
    : !fault.value && html`<${Skeleton} />`}`;
}

function Figures() {
  const all = overview.value;
  const late = items.value.filter(misses);
  return html`
    <section class="figures slip" aria-label=${t("overview")}>
      <div><h2>${t("estimated")} <small>${t("ours")}</small></h2><b>${yuan(all.estimated)}</b>
        <p>${t("countedIn", { n: all.restaurants, m: all.counted.toLocaleString("en") })}</p></div>
      <div><h2>${t("confirmed")}</h2>${money(all.confirmed, t("waits"))}</div>
      <div><h2>${t("paid")}</h2>${money(all.paid, t("waitsPaid"))}</div>
      <div class=${late.length ? "late" : ""}>
        <h2>${late.length > 0 && html`<${Icon} name="alert" size=${18} />`} ${t("mayMiss")}</h2>
        <b>${t("homes", { n: late.length })}</b>
        ${late.length
    ? html`<p>${t("mayMissWhy")} <button type="button" class="link" onClick=${() => { only.value = "misses"; }}>${t("more")}</button></p>`
    : html`<p>${t("noneMisses")}</p>`}
      </div>
    </section>`;
}

/** What nobody has said yet is a dash with a reason, never a zero. */
function money(amount, waits) {
  return amount === null ? html`<b class="quiet">–</b><p>${waits}</p>` : html`<b>${yuan(amount)}</b>`;
}

function Filters() {
  const count = (state) => items.value.filter((i) => i.state === state).length;
  return html`
    <div class="filters">
      <div class="chips" role="group" aria-label=${t("state")}>
        <${Filter} state="" count=${items.value.length} />
        ${STATES.map((state) => html`<${Filter} key=${state} state=${state} count=${count(state)} />`)}
        ${only.value === "misses" && html`
          <button type="button" class="chip" aria-pressed="true" onClick=${() => { only.value = ""; }}>
            ${t("mayMiss")} <${Icon} name="x" size=${16} label=${t("clear")} /></button>`}
      </div>
      <span class="push"></span>
      <label class="pick"><span class="unseen">${t("sort")}</span>
        <select value=${order.value} onChange=${(event) => { order.value = event.target.value; }}>
          ${Object.keys(ORDERS).map((key) => html`<option key=${key} value=${key}>${t(key)}</option>`)}
        </select><${Icon} name="down" size=${18} /></label>
      <label class="search"><${Icon} name="search" size=${20} /><span class="unseen">${t("search")}</span>
        <input type="search" placeholder=${t("search")} value=${words.value}
          onInput=${(event) => { words.value = event.target.value; }} /></label>
    </div>`;
}

function Filter({ state, count }) {
  return html`
    <button type="button" class="chip" aria-pressed=${String(only.value === state)} onClick=${() => { only.value = state; }}>
      ${state && html`<${Sign} state=${state} />`} ${t(state || "all")} <b>${count}</b>
    </button>`;
}
