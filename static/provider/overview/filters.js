/** The five states, the reasons, the order and a name to look for. The server does the looking. */
import { html } from "htm/preact";
import { useRef } from "preact/hooks";
import { Icon, Sign } from "../../shared/icons.js";
import { said } from "../shell/state.js";
import { t } from "../words.js";
import { wanted, wish } from "./index.js";

const STATES = ["met", "in_progress", "missing", "in_review", "not_eligible"];
const ORDERS = ["nearest", "most", "name"];
const WAIT = 150;

export function Filters({ all }) {
  return html`
    <div class="filters">
      <div class="chips" role="group" aria-label=${t("state")}>
        <${Filter} state="" count=${all.states.all} />
        ${STATES.map((state) => html`<${Filter} key=${state} state=${state} count=${all.states[state]} />`)}
        ${wish.value.state === "misses" && html`
          <button type="button" class="chip" aria-pressed="true" onClick=${() => wanted({ state: "" })}>
            ${t("mayMiss")} <${Icon} name="x" size=${16} label=${t("clear")} /></button>`}
      </div>
      <span class="push"></span>
      <${Choice} name="reason" label=${t("reason")} none=${t("anyReason")}
        options=${all.reasons.map((r) => [r.code, `${said(r)} · ${r.restaurants}`])} />
      <${Choice} name="sort" label=${t("sort")} options=${ORDERS.map((key) => [key, t(key)])} />
      <${Search} />
    </div>`;
}

function Filter({ state, count }) {
  return html`
    <button type="button" class="chip" aria-pressed=${String(wish.value.state === state)} onClick=${() => wanted({ state })}>
      ${state && html`<${Sign} state=${state} />`} ${t(state || "all")} <b>${count}</b>
    </button>`;
}

function Choice({ name, label, none, options }) {
  return html`
    <label class="pick"><span class="unseen">${label}</span>
      <select onChange=${(event) => wanted({ [name]: event.target.value })}>
        ${none && html`<option value="" selected=${!wish.value[name]}>${none}</option>`}
        ${options.map(([value, text]) => html`
          <option key=${value} value=${value} selected=${wish.value[name] === value}>${text}</option>`)}
      </select><${Icon} name="down" size=${18} /></label>`;
}

function Search() {
  const timer = useRef(0);
  const typed = (event) => {
    const q = event.target.value.trim();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => wanted({ q }), WAIT);
  };
  return html`
    <label class="search"><${Icon} name="search" size=${20} /><span class="unseen">${t("search")}</span>
      <input type="search" placeholder=${t("search")} value=${wish.value.q} onInput=${typed} /></label>`;
}
