/** One restaurant in one programme: its state, the waterfall of the month, what is to be done, its orders. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { api } from "../shared/sign_in.js";
import { lang } from "../shared/words.js";
import { load as loadOrders, only, Orders } from "./orders.js";
import { Fault, MonthPicker, Progress, Skeleton, State, Who } from "./parts.js";
import { fault, load as loadOverview, month, overview, said, title } from "./state.js";
import { Waterfall } from "./waterfall.js";
import { monthName, t } from "./words.js";

const fall = signal(null);

export function Restaurant({ id, code }) {
  const item = overview.value?.items.find((i) => i.id === id && i.programme === code);
  async function load() {
    fall.value = null;
    only.value = "";
    try {
      fall.value = await api.get(`/api/v1/provider/restaurants/${id}/waterfall?month=${month.value}&programme=${code}`);
      await loadOrders(id, code);
    } catch (problem) {
      fault.value = problem.message;
    }
  }
  useEffect(() => { if (month.value) load(); }, [id, code, month.value]);
  if (fault.value) return html`<${Fault} again=${() => { fault.value = ""; loadOverview(); load(); }} />`;
  if (!item || !fall.value) return html`<${Skeleton} />`;
  return html`
    <header class="title">
      <a class="round-button" href="#/" aria-label=${t("back")}><${Icon} name="left" /></a>
      <h1>${item.name}</h1>
      <${State} state=${item.state} />
      <span class="push"></span>
      <${MonthPicker} />
    </header>
    <p class="under">${title(item.title)} · ${t("source", { from: item.rules })} <${Progress} progress=${item.progress} /></p>
    <div class="two">
      <section class="card">
        <h2>${fall.value.all ? t("fallTitle", { month: name(), all: fall.value.all, counted: fall.value.counted })
    : t("noTrades", { month: name() })}
          ${fall.value.all > 0 && html`<small>${t("fallNote")}</small>`}</h2>
        <${Waterfall} fall=${fall.value} choose=${(reason) => { only.value = reason; loadOrders(id, code); }} />
      </section>
      <${Todos} item=${item} />
    </div>
    <${Orders} id=${id} code=${code} fall=${fall.value} />`;
}

const name = () => monthName(month.value, lang.value);

function Todos({ item }) {
  return html`
    <section class="card todos">
      <h2>${item.missing.length ? t("todos", { n: item.missing.length }) : t("nothingToDo")}</h2>
      <ul>${item.missing.map((todo) => html`<${One} key=${todo.code} item=${item} todo=${todo} />`)}</ul>
      <p class="aside">${t("dedupe")}</p>
    </section>`;
}

function One({ item, todo }) {
  async function say(state) {
    await api.put(`/api/v1/provider/restaurants/${item.id}/programmes/${item.programme}/requirements/${todo.code}`, { state });
    await loadOverview();
  }
  const paper = todo.who === "provider" && !todo.orders;
  return html`
    <li>
      <h3>${said(todo)} <${Who} who=${todo.who} /></h3>
      ${todo.orders && html`<p>${t("affects", { n: todo.orders, month: name() })}${t("mendAhead")}</p>`}
      ${todo.by && todo.by < "2099" && html`<p>${t("by", { day: todo.by })}</p>`}
      ${paper && html`
        <p class="pair">
          <button type="button" class="button" onClick=${() => say("in_review")}>${t("handedIn")}</button>
          <button type="button" class="button" onClick=${() => say("done")}>${t("done")}</button>
        </p>`}
    </li>`;
}
