/** What is to be done: what, who, how and by when; the provider's own papers are ticked here. */
import { html } from "htm/preact";
import { api } from "../../shared/sign_in.js";
import { Act, near, Who, yuan } from "../shell/parts.js";
import { month, monthName, said } from "../shell/state.js";
import { t } from "../words.js";
import { only } from "./orders.js";

export function Todos({ of, again }) {
  const worth = of.missing.reduce((sum, todo) => sum + (todo.amount || 0), 0);
  return html`
    <section class="card todos">
      <h2>${of.missing.length ? t("todos", { n: of.missing.length }) : t("nothingToDo")}
        ${worth > 0 && html`<small>${t("worth", { amount: yuan(worth) })}</small>`}</h2>
      <ul>${of.missing.map((todo) => html`<${One} key=${todo.code} of=${of} todo=${todo} again=${again} />`)}</ul>
      <p class="aside">${t("dedupe")}</p>
    </section>`;
}

function One({ of, todo, again }) {
  return html`
    <li>
      <h3>${said(todo)} <${Who} who=${todo.who} /></h3>
      ${todo.orders > 0 && html`<p>${t("affects", { n: todo.orders, month: monthName(month.value) })}</p>`}
      ${said(todo, "how") && html`<p>${said(todo, "how")}</p>`}
      ${near(todo.by) && html`<p>${t("by", { day: todo.by })}</p>`}
      ${todo.amount > 0 && html`<p>${t("about", { amount: yuan(todo.amount) })}</p>`}
      <${Doing} of=${of} todo=${todo} again=${again} />
    </li>`;
}

function Doing({ of, todo, again }) {
  if (todo.code === "returned") {
    return html`
      <p class="pair"><${Act} does=${() => sendAgain(of)} done=${again}>${t("sendAgain", { n: todo.orders })}<//>
        <button type="button" class="button quiet" onClick=${() => see("returned")}>${t("seeOrders")}</button></p>`;
  }
  if (todo.paper) {
    const say = (state) => () => api.put(`${home(of)}/programmes/${of.programme}/requirements/${todo.code}`, { state });
    return html`
      <p class="pair">
        ${todo.state !== "in_review" && html`<${Act} does=${say("in_review")} done=${again}>${t("handedIn")}<//>`}
        <${Act} does=${say("done")} done=${again}>${t("done")}<//>
      </p>`;
  }
  if (todo.code === "codes" || todo.code === "code_unregistered") {
    return html`<p class="pair"><a class="button" href="#codes" onClick=${toCodes}>${t("toCodes")}</a></p>`;
  }
  return null;
}

const home = (of) => `/api/v1/provider/restaurants/${of.id}`;

function sendAgain(of) {
  return api.post(`${home(of)}/syncs`, { month: month.value, programme: of.programme });
}

function see(reason) {
  only.value = reason;
  document.querySelector(".orders").scrollIntoView();
}

function toCodes(event) {
  event.preventDefault();
  document.querySelector(".codes").scrollIntoView();
}
