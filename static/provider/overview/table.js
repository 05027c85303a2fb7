/** The restaurants: a real table on a desk, cards on a phone; fifty a page, turned by the server. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { near, Progress, State, Todo, yuan } from "../shell/parts.js";
import { dayOf, go, said } from "../shell/state.js";
import { t } from "../words.js";
import { trail, wanted, wish } from "./index.js";

const SORTS = { restaurant: ["name", "ascending"], goals: ["nearest", "ascending"], estimated: ["most", "descending"] };
const LACKS = 3;

export function Restaurants({ all }) {
  if (!all.total) {
    return html`<div class="card empty">${all.states.all ? t("nobody") : html`<${Nobody} />`}</div>`;
  }
  return html`
    <div class="card wide">
      <table class="restaurants">
        <thead><tr>
          <${Head} name="restaurant" />
          <th scope="col">${t("state")}</th>
          <${Head} name="goals" text=${all.goal ? `${said(all.goal)} ${t("orders", { n: all.goal.orders })}` : t("goals")} />
          <th scope="col" class="number">${t("counted")}</th>
          <${Head} name="estimated" number=${true} />
          <th scope="col" class="number">${t("codes")}</th>
          <th scope="col">${t("what")}</th>
          <th><span class="unseen">${t("open")}</span></th>
        </tr></thead>
        <tbody>${all.items.map((item) => html`<${Row} key=${item.id + item.programme} item=${item} />`)}</tbody>
      </table>
    </div>
    <${Pages} all=${all} />`;
}

function Nobody() {
  return html`<p>${t("noRestaurants")}</p>
    <p><a class="button" href="#/members"><${Icon} name="plus" size=${20} />${t("inviteFirst")}</a></p>`;
}

function Head({ name, text, number }) {
  const [sort, direction] = SORTS[name];
  const mine = wish.value.sort === sort;
  return html`
    <th scope="col" class=${number ? "number" : ""} aria-sort=${mine ? direction : "none"}>
      <button type="button" class="head" onClick=${() => wanted({ sort })}>${text || t(name)}
        ${mine && html`<${Icon} name=${direction === "ascending" ? "up" : "down"} size=${14} />`}</button></th>`;
}

function Row({ item }) {
  const where = `#/restaurants/${item.id}/${item.programme}`;
  const open = Boolean(item.since);
  const press = (event) => { if (open && !event.target.closest("a,button")) go(where); };
  return html`
    <tr class=${open ? "opens" : ""} onClick=${press}>
      <th scope="row">${open ? html`<a href=${where}>${item.name}</a>` : item.name}<small>${since(item)}</small></th>
      <td><${State} state=${item.state} /></td>
      <td><${Progress} progress=${item.progress} /></td>
      <td class="number" data-label=${t("counted")}>${open ? item.counted.toLocaleString("en") : "–"}</td>
      <td class="number" data-label=${t("estimated")}>${open ? yuan(item.estimated) : "–"}</td>
      <td class="number" data-label=${t("codes")}>${item.codes?.all ? `${item.codes.registered} / ${item.codes.all}` : "–"}</td>
      <td class="lacks"><${Lacks} item=${item} /></td>
      <td class="go">${open && html`<${Icon} name="right" size=${20} />`}</td>
    </tr>`;
}

function since(item) {
  const parts = [item.merchant?.name, item.ended_at ? t("ended", { day: dayOf(item.ended_at) })
    : item.since ? t("since", { day: dayOf(item.since) }) : item.state === "not_eligible" ? "" : t("asked")];
  return parts.filter((part) => part && part !== item.name).join(" · ");
}

/** What is missing and who acts; where nothing is, how the pace stands. */
function Lacks({ item }) {
  const p = item.progress;
  const pace = p && !p.reached && p.counted > 0 && !p.over;
  const more = item.missing.length - LACKS;
  return html`
    ${pace && p.misses && html`<span class="late"><${Icon} name="alert" size=${16} />${t("tooLate", { n: p.needed_days })}</span>`}
    ${pace && !p.misses && html`<span class="pace">${p.needed_days > p.days_left ? t("nextMonth") : t("inDays", { n: p.needed_days })}${near(p.by) ? ` · ${t("until", { day: p.by.slice(5) })}` : ""}</span>`}
    ${item.missing.slice(0, LACKS).map((todo) => html`<${Todo} key=${todo.code} todo=${todo} />`)}
    ${more > 0 && html`<span class="quiet">${t("andMore", { n: more })}</span>`}
    ${!pace && !item.missing.length && html`<span class="quiet">${item.note ? said(item.note) : "–"}</span>`}`;
}

function Pages({ all }) {
  const from = trail.value.length * 50;
  const next = () => { trail.value = [...trail.value, all.next_cursor]; };
  const back = () => { trail.value = trail.value.slice(0, -1); };
  return html`
    <p class="foot"><span>${t("shown", { from: from + 1, to: from + all.items.length, n: all.total })}</span>
      <span class="push"></span>
      ${from > 0 && html`<button type="button" class="link" onClick=${back}>${t("previous")}</button>`}
      ${all.next_cursor && html`<button type="button" class="link" onClick=${next}>${t("next")}</button>`}</p>`;
}
