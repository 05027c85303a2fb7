/** The restaurants: a real table on a desk, cards on a phone. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { Progress, sinceText, State, Todo, yuan } from "./parts.js";
import { overview } from "./state.js";
import { t } from "./words.js";

const PAGE = 50;
const pages = signal(1);

export function Restaurants({ items }) {
  if (!items.length) {
    return html`<p class="card empty">${overview.value.items.length ? t("nobody") : t("noRestaurants")}</p>`;
  }
  const shown = items.slice(0, pages.value * PAGE);
  return html`
    <table class="card restaurants">
      <thead><tr>
        <th scope="col">${t("restaurant")}</th>
        <th scope="col">${t("state")}</th>
        <th scope="col">${t("goals")}</th>
        <th scope="col" class="number">${t("counted")}</th>
        <th scope="col" class="number">${t("estimated")}</th>
        <th scope="col">${t("what")}</th>
        <th><span class="unseen">${t("more")}</span></th>
      </tr></thead>
      <tbody>${shown.map((item) => html`<${Row} key=${item.id + item.programme} item=${item} />`)}</tbody>
    </table>
    <p class="foot"><span>${t("shown", { n: items.length })}</span>
      ${shown.length < items.length && html`
        <button type="button" class="link" onClick=${() => { pages.value += 1; }}>${t("more")}</button>`}</p>`;
}

function Row({ item }) {
  const where = `#/restaurants/${item.id}/${item.programme}`;
  const open = Boolean(item.since);
  return html`
    <tr class=${open ? "opens" : ""} onClick=${(event) => { if (open && !event.target.closest("a")) location.hash = where; }}>
      <th scope="row">${open ? html`<a href=${where}>${item.name}</a>` : item.name}<small>${sinceText(item)}</small></th>
      <td><${State} state=${item.state} /></td>
      <td><${Progress} progress=${item.progress} /></td>
      <td class="number" data-label=${t("counted")}>${item.since ? item.counted : "–"}</td>
      <td class="number" data-label=${t("estimated")}>${item.since ? yuan(item.estimated) : "–"}</td>
      <td class="lacks"><${Lacks} item=${item} /></td>
      <td class="go">${open && html`<${Icon} name="right" size=${20} />`}</td>
    </tr>`;
}

/** What is missing and who acts; where nothing is, how the pace stands. */
function Lacks({ item }) {
  const p = item.progress;
  const pace = p && p.left > 0 && p.counted > 0 && p.days_left > 0;
  return html`
    ${pace && p.misses && html`<span class="late"><${Icon} name="alert" size=${16} />${t("tooLate", { n: p.needed_days })}</span>`}
    ${pace && !p.misses && !item.missing.length && html`<span>${t("inDays", { n: p.needed_days })}</span>`}
    ${item.missing.map((todo) => html`<${Todo} key=${todo.code} todo=${todo} />`)}
    ${!pace && !item.missing.length && html`<span class="quiet">–</span>`}`;
}
