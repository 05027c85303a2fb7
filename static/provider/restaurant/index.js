/** One restaurant in one programme: what it is held to, the waterfall of the month, what is to be done, its orders. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon, Sign } from "../../shared/icons.js";
import { MonthPicker, near, Progress, Skeleton, State, Trouble } from "../shell/parts.js";
import { about, month, monthName, programme, query, question, said, title } from "../shell/state.js";
import { t } from "../words.js";
import { Codes } from "./codes.js";
import { Days } from "./days.js";
import { Months } from "./months.js";
import { ask as askOrders, only, Orders } from "./orders.js";
import { Share } from "./share.js";
import { Todos } from "./todos.js";
import { Waterfall } from "./waterfall.js";

const asked = question();
const fall = question();
export const sharing = signal(false);

const home = (id) => `/api/v1/provider/restaurants/${id}`;
const scope = (code) => query({ month: month.value, programme: code });

/** Everything of this page anew, without taking away what stands there. */
export async function look(id, code) {
  await Promise.all([
    asked.ask(home(id) + scope(code), { keep: true }),
    fall.ask(`${home(id)}/waterfall${scope(code)}`, { keep: true }),
    askOrders(id, code),
  ]);
}

export function Restaurant({ id, code }) {
  useEffect(() => {
    only.value = "";
    asked.data.value = null;
    fall.data.value = null;
    if (programme.value !== code) programme.value = code;
    look(id, code);
  }, [id, code, month.value]);
  const of = asked.data.value;
  useEffect(() => {
    if (of) about.value = { ...about.value, provider: of.provider, as_of: of.as_of, programmes: about.value?.programmes || [] };
    if (of && !month.value) month.value = of.month;
  }, [of]);
  if (asked.fault.value) return html`<${Trouble} of=${asked} />`;
  if (!of || !fall.data.value) return html`<${Skeleton} rows=${8} />`;
  const again = () => look(id, code);
  return html`
    <header class="title">
      <a class="round-button" href="#/" aria-label=${t("back")}><${Icon} name="left" /></a>
      <h1>${of.name}</h1>
      <${State} state=${of.state} />
      <span class="push"></span>
      <${MonthPicker} />
      <button type="button" class="button" onClick=${() => { sharing.value = true; }}>
        <${Icon} name="link" size=${20} />${t("sendList")}</button>
    </header>
    <${Trouble} of=${asked} />
    <div class="under"><${Checks} of=${of} /><span>${title(of.title)} · ${t("source", { from: of.rules })}</span>
      ${of.merchant && html`<span>${t("merchant")} ${of.merchant.name}</span>`}
      <${Progress} progress=${of.progress} /></div>
    <div class="two">
      <section class="card">
        <${Fallen} fall=${fall.data.value} />
        <${Waterfall} fall=${fall.data.value} choose=${(reason) => { only.value = reason; askOrders(id, code); }} />
        <${Versions} fall=${fall.data.value} />
      </section>
      <${Todos} of=${of} again=${again} />
    </div>
    <${Days} days=${of.days} month=${of.month} />
    <${Orders} id=${id} code=${code} fall=${fall.data.value} again=${again} />
    <${Codes} of=${of} again=${again} />
    <${Months} of=${of} />
    ${sharing.value && html`<${Share} of=${of} close=${() => { sharing.value = false; }} />`}`;
}

/** What the restaurant is held to, each with a sign: done, in review, or missing. */
function Checks({ of }) {
  const signs = { done: "met", in_review: "in_review", missing: "missing", part: "missing" };
  return html`
    <ul class="checks" aria-label=${t("checks")}>
      ${of.checks.map((check) => html`
        <li key=${check.code} class=${check.state}><${Sign} state=${signs[check.state]} size=${14} />${said(check)}
          ${check.share !== null && html` ${check.share}`}</li>`)}
    </ul>`;
}

function Fallen({ fall: f }) {
  const name = monthName(month.value || f.month);
  return html`
    <h2>${f.all ? t("fallTitle", { month: name, all: f.all, counted: f.counted }) : t("noTrades", { month: name })}
      ${f.all > 0 && html`<small>${t("fallNote")}</small>`}</h2>`;
}

/** A rule that changes within the month: both versions beside each other, split at the day. */
function Versions({ fall: f }) {
  if (f.versions.length < 2) return null;
  return html`
    <div class="versions">
      <h3>${t("rulesChanged")}</h3>
      <table>
        <thead><tr><th scope="col">${t("version")}</th><th scope="col" class="number">${t("allOrders")}</th>
          <th scope="col">${t("notCounted")}</th><th scope="col" class="number">${t("counts")}</th></tr></thead>
        <tbody>${f.versions.map((v) => html`
          <tr key=${v.rules}><th scope="row">${v.first} – ${near(v.last) ? v.last : t("monthEnd")}</th><td class="number">${v.all}</td>
            <td>${v.minus.map((m) => `${said(m)} −${m.orders}`).join(" · ") || "–"}</td><td class="number">${v.counted}</td></tr>`)}
        </tbody>
      </table>
    </div>`;
}
