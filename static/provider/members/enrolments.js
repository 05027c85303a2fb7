/** The provider's restaurants, programme by programme: since when, for which merchant, with which papers; and the end. */
import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import { Icon, Sign } from "../../shared/icons.js";
import { api } from "../../shared/sign_in.js";
import { Act } from "../shell/parts.js";
import { dayOf, title } from "../shell/state.js";
import { t } from "../words.js";
import { search } from "./index.js";

const SIGNS = { done: "met", in_review: "in_review", open: "missing", refused: "not_eligible" };
const WAIT = 150;

export function Enrolments({ all, merchants, again }) {
  return html`
    <section class="card sums members">
      <h2>${t("enrolments")} <small>${t("inAll", { n: all.total })}</small><span class="push"></span><${Search} /></h2>
      ${all.items.length ? html`
        <div class="wide"><table>
          <thead><tr><th scope="col">${t("restaurant")}</th><th scope="col">${t("programme")}</th><th scope="col">${t("state")}</th>
            <th scope="col">${t("papers")}</th><th scope="col">${t("merchant")}</th><th><span class="unseen">${t("whatNow")}</span></th></tr></thead>
          <tbody>${all.items.map((row) => html`
            <${Row} key=${row.restaurant_id + row.programme} row=${row} merchants=${merchants} again=${again} />`)}</tbody>
        </table></div>`
    : html`<p class="empty quiet">${search.value ? t("nobody") : t("noRestaurants")}</p>`}
      ${all.next_cursor && html`<p class="foot">${t("firstOf", { n: all.items.length, m: all.total })}</p>`}
    </section>`;
}

function Search() {
  const timer = useRef(0);
  const typed = (event) => {
    const q = event.target.value.trim();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => { search.value = q; }, WAIT);
  };
  return html`
    <label class="search"><${Icon} name="search" size=${20} /><span class="unseen">${t("search")}</span>
      <input type="search" placeholder=${t("search")} value=${search.value} onInput=${typed} /></label>`;
}

function Row({ row, merchants, again }) {
  const home = `/api/v1/provider/restaurants/${row.restaurant_id}`;
  const choose = (event) => api.put(`${home}/merchant`, { merchant_id: event.target.value || null }).then(again);
  const active = row.state === "active";
  return html`
    <tr>
      <th scope="row">${active ? html`<a href=${`#/restaurants/${row.restaurant_id}/${row.programme}`}>${row.restaurant}</a>` : row.restaurant}</th>
      <td>${title(row.title)}</td>
      <td data-label=${t("state")}>${t(`enrolment_${row.state}`)}<small>${when(row)}</small></td>
      <td><ul class="papers">${row.papers.map((paper) => html`
        <li key=${paper.code} title=${title(paper.title)}><${Sign} state=${SIGNS[paper.state]} size=${14} />${title(paper.title)}</li>`)}</ul></td>
      <td data-label=${t("merchant")}>${active ? html`
        <label class="pick small"><span class="unseen">${t("merchant")}</span>
          <select onChange=${choose}>
            <option value="" selected=${!row.merchant_id}>${t("ownEntity")}</option>
            ${merchants.map((m) => html`<option key=${m.id} value=${m.id} selected=${m.id === row.merchant_id}>${m.name}</option>`)}
          </select><${Icon} name="down" size=${16} /></label>` : "–"}</td>
      <td>${["active", "asked"].includes(row.state) && html`<${End} row=${row} home=${home} again=${again} />`}</td>
    </tr>`;
}

function when(row) {
  if (row.ended_at) return t("ended", { day: dayOf(row.ended_at) });
  return row.since ? t("since", { day: dayOf(row.since) }) : t("askedOn", { day: dayOf(row.asked_at) });
}

/** Asked twice, since the restaurant's owner has to agree again before it can come back. */
function End({ row, home, again }) {
  const [sure, set] = useState(false);
  if (!sure) return html`<button type="button" class="link" onClick=${() => set(true)}>${t("end")}</button>`;
  const end = () => api.del(`${home}/programmes/${row.programme}`);
  return html`<span class="sure">${t("endSure")}
    <${Act} kind="button danger" does=${end} done=${again}>${t("end")}<//>
    <button type="button" class="link" onClick=${() => set(false)}>${t("cancel")}</button></span>`;
}
