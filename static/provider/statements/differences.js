/** Where the platform says something else than we do: by cause, each line with what can be done about it. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { api } from "../../shared/sign_in.js";
import { Download, signed, yuan } from "../shell/parts.js";
import { go, query, question, said } from "../shell/state.js";
import { t } from "../words.js";

const asked = question();
const cause = signal("");
const column = signal("confirmed");
const writing = signal("");

export function Differences({ month }) {
  const path = `/api/v1/provider/differences${query({ month, column: column.value, cause: cause.value })}`;
  useEffect(() => { cause.value = ""; writing.value = ""; }, [month]);
  useEffect(() => { asked.ask(path, { keep: true }); }, [path]);
  const found = asked.data.value;
  if (!found) return null;
  const again = () => asked.ask(path, { keep: true });
  return html`
    <section class="card differences">
      <h2>${t("differences")} <small>${t("differencesNote")}</small><span class="push"></span>
        <${Column} />
        ${found.spoken && html`<${Download} href=${`/api/v1/provider/differences.csv${query({ month, column: column.value })}`}>CSV<//>`}</h2>
      ${found.spoken ? html`<${Causes} found=${found} /><${Lines} found=${found} month=${month} again=${again} />`
    : html`<p class="empty quiet">${t(column.value === "paid" ? "waitsPaid" : "waits")} · <a href="#/imports">${t("importHere")}</a></p>`}
    </section>`;
}

function Column() {
  return html`
    <label class="pick"><span class="unseen">${t("against")}</span>
      <select onChange=${(event) => { column.value = event.target.value; cause.value = ""; }}>
        ${["confirmed", "paid"].map((name) => html`
          <option key=${name} value=${name} selected=${column.value === name}>${t("againstColumn", { what: t(name) })}</option>`)}
      </select><${Icon} name="down" size=${18} /></label>`;
}

function Causes({ found }) {
  return html`
    <div class="chips causes" role="group" aria-label=${t("cause")}>
      <button type="button" class="chip" aria-pressed=${String(!cause.value)} onClick=${() => { cause.value = ""; }}>
        ${t("allDifferences")} <b>${signed(found.amount)}</b></button>
      ${found.causes.filter((c) => c.count).map((c) => html`
        <button type="button" key=${c.cause} class="chip" aria-pressed=${String(cause.value === c.cause)}
          onClick=${() => { cause.value = c.cause; }}>${t(`cause_${c.cause}`)} <b>${c.count}</b>
          ${c.amount !== 0 && html`<small>${signed(c.amount)}</small>`}</button>`)}
    </div>`;
}

function Lines({ found, month, again }) {
  if (!found.items.length) return html`<p class="empty quiet">${t("noDifferences")}</p><${Waits} found=${found} />`;
  return html`
    <div class="wide"><table>
      <thead><tr>
        <th scope="col">${t("cause")}</th><th scope="col">${t("restaurant")}</th><th scope="col">${t("tradeNo")}</th>
        <th scope="col">${t("kind")}</th><th scope="col" class="number">${t("estimated")}</th>
        <th scope="col" class="number">${t(column.value)}</th><th scope="col" class="number">${t("difference")}</th>
        <th scope="col">${t("whatNow")}</th>
      </tr></thead>
      <tbody>${found.items.map((d) => html`<${Line} key=${d.key} d=${d} month=${month} again=${again} />`)}</tbody>
    </table></div>
    <${Waits} found=${found} />
    ${found.next_cursor && html`<p class="foot">${t("firstOf", { n: found.items.length, m: found.total })}</p>`}`;
}

/** What the platform has not named yet in a month that runs is no difference. */
function Waits({ found }) {
  const { count, amount } = found.waiting;
  return count > 0 && html`<p class="aside quiet">${t("stillWaits", { n: count, amount: yuan(amount) })}</p>`;
}

function Line({ d, month, again }) {
  return html`
    <tr>
      <td><span class=${`cause ${d.cause}`}>${t(`cause_${d.cause}`)}</span>
        ${d.was && html`<small>${t(`cause_${d.was}`)}</small>`}</td>
      <th scope="row">${d.restaurant || d.merchant || t("wholeProvider")}</th>
      <td class="minor trade">${d.trade_no || t(`what_${d.what}`)}</td>
      <td class="minor">${t(d.kind)}</td>
      <td class="number" data-label=${t("estimated")}>${yuan(d.ours)}</td>
      <td class="number" data-label=${t(column.value)}>${yuan(d.theirs)}</td>
      <td class="number strong" data-label=${t("difference")}>${signed(d.amount)}</td>
      <td class="do">${d.reasons.map((reason) => html`<small key=${reason.code}>${said(reason)}</small>`)}
        ${d.later !== 0 && html`<small>${t("laterMonth", { amount: signed(d.later) })}</small>`}
        <${Doing} d=${d} month=${month} again=${again} /></td>
    </tr>`;
}

function Doing({ d, month, again }) {
  if (d.dispute_id) return html`<a href=${`#/disputes/${d.dispute_id}`}>${t("seeDispute")}</a>`;
  if (d.cause === "matched" || d.cause === "adjusted") return null;
  if (writing.value !== d.key) {
    return html`<button type="button" class="link" onClick=${() => { writing.value = d.key; }}>${t("object")}</button>`;
  }
  async function send(event) {
    event.preventDefault();
    const text = event.target.elements.text.value.trim();
    const made = await api.post("/api/v1/provider/disputes", { month, column: column.value, key: d.key, text });
    writing.value = "";
    again();
    go(`#/disputes/${made.id}`);
  }
  return html`
    <form class="objecting" onSubmit=${send}>
      <label class="unseen" for="why">${t("why")}</label>
      <textarea id="why" name="text" class="input" required maxlength="1000" rows="2" placeholder=${t("why")}></textarea>
      <button class="button">${t("object")}</button>
      <button type="button" class="link" onClick=${() => { writing.value = ""; }}>${t("cancel")}</button>
    </form>`;
}

