/** The overview: the month's money in columns that are never mixed, and every restaurant with what it lacks. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Download, MonthPicker, ProgrammePicker, Skeleton, sum, Trouble, yuan } from "../shell/parts.js";
import { about, month, monthName, programme, query, question } from "../shell/state.js";
import { t } from "../words.js";
import { Filters } from "./filters.js";
import { Restaurants } from "./table.js";

const LIST = "/api/v1/provider/restaurants";
const asked = question();

/** What the list is asked for; the server filters, sorts and turns pages. `trail`: the cursors of the pages turned. */
export const wish = signal({ state: "", reason: "", q: "", sort: "nearest" });
export const trail = signal([]);
export const wanted = (changes) => {
  wish.value = { ...wish.value, ...changes };
  trail.value = [];
};

export function Overview() {
  const cursor = trail.value[trail.value.length - 1];
  const path = LIST + query({ month: month.value, programme: programme.value || "current", limit: 50, cursor, ...wish.value });
  useEffect(() => { ask(path); }, [path]);
  const found = asked.data.value;
  return html`
    <header class="title">
      <h1>${t("overview")}</h1>
      <${MonthPicker} onChoose=${() => wanted({})} />
      <${ProgrammePicker} />
      <span class="push"></span>
      ${found && html`
        <${Download} icon="users" href=${`/api/v1/provider/todos.csv${scope()}`}>${t("exportTodo")}<//>
        <${Download} href=${`/api/v1/provider/restaurants.csv${scope()}`}>${t("exportCsv")}<//>`}
    </header>
    <${Trouble} of=${asked} />
    ${found ? html`<${First} all=${found} /><${Figures} all=${found} /><${Filters} all=${found} /><${Restaurants} all=${found} />`
    : !asked.fault.value && html`<${Skeleton} rows=${8} />`}`;
}

const scope = () => query({ month: month.value, programme: programme.value });

async function ask(path) {
  await asked.ask(path, { keep: Boolean(asked.data.value) });
  const found = asked.data.value;
  if (!found) return;
  about.value = found;
  if (!month.value) month.value = found.month;
}

/** On a month's first days there is little to see yet; the statement of the last one is what people come for. */
function First({ all }) {
  if (!all.last || all.counted) return null;
  return html`
    <p class="notice info">${t("monthBegins", { month: monthName(all.month) })}
      <a href="#/statements" onClick=${() => { month.value = all.last.month; }}>
        ${t("lastStatement", { month: monthName(all.last.month), amount: yuan(all.last.estimated) })}</a></p>`;
}

function Figures({ all }) {
  return html`
    <section class="figures slip" aria-label=${t("money")}>
      <div><h2>${t("estimated")} <small>${t("ours")}</small></h2><b>${yuan(all.estimated)}</b>
        <p>${t("countedIn", { n: all.restaurants, m: all.counted.toLocaleString("en") })}</p></div>
      <div class=${all.confirmed === null ? "waits" : ""}><h2>${t("confirmed")}</h2><b>${sum(all.confirmed)}</b>
        <p>${all.confirmed === null ? t("waits") : t("saidOn", { at: all.confirmed_at.slice(0, 10) })}</p></div>
      <div class=${all.paid === null ? "waits" : ""}><h2>${t("paid")}</h2><b>${sum(all.paid)}</b>
        <p>${all.paid === null ? t("waitsPaid") : t("saidOn", { at: all.paid_at.slice(0, 10) })}</p></div>
      <${Misses} all=${all} />
    </section>`;
}

function Misses({ all }) {
  const { restaurants, amount, by } = all.may_miss;
  const see = () => wanted({ state: "misses" });
  return html`
    <div class=${restaurants ? "late" : ""}>
      <h2>${restaurants > 0 && html`<${Icon} name="alert" size=${18} />`} ${t("mayMiss")}</h2>
      <b>${t("homes", { n: restaurants })} ${amount > 0 && html`<small>${t("together", { amount: yuan(amount) })}</small>`}</b>
      ${restaurants
    ? html`<p>${by ? t("goalUntil", { day: by.slice(5) }) : t("mayMissWhy")} ·
        <button type="button" class="link" onClick=${see}>${t("seeThem", { n: restaurants })}</button></p>`
    : html`<p>${t("noneMisses")}</p>`}
    </div>`;
}
