/** Small pieces that several pages show. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon, Sign } from "../../shared/icons.js";
import { money } from "../../shared/money.js";
import { about, moment, month, monthName, months, programme, said, title } from "./state.js";
import { t } from "../words.js";

export const yuan = (minor) => money(minor, "CNY", { fixed: true });

/** What nobody has said yet is a dash, never a zero. */
export const sum = (minor) => (minor === null || minor === undefined ? "–" : yuan(minor));

/** With its sign, for differences: +¥1.00, −¥1.50. */
export const signed = (minor) => (minor > 0 ? `+${yuan(minor)}` : yuan(minor));

export function State({ state }) {
  return html`<span class=${`state ${state}`}><${Sign} state=${state} />${t(state)}</span>`;
}

export function Who({ who }) {
  return who ? html`<span class="who">${t(`who_${who}`)}</span>` : null;
}

export function Todo({ todo }) {
  return html`
    <span class="todo">
      ${todo.orders ? `${t("orders", { n: todo.orders })} · ` : ""}${said(todo)} <${Who} who=${todo.who} />
      ${near(todo.by) ? ` ${t("by", { day: todo.by.slice(5) })}` : ""}
    </span>`;
}

/** A day that is near enough to be said: programmes without an end are written until 2099. */
export const near = (day) => Boolean(day) && day < "2090";

/** A bar that always comes with its numbers; hatched when the goal is about to be missed. */
export function Progress({ progress }) {
  if (!progress) return html`<span class="quiet">–</span>`;
  if (progress.reached) {
    return html`<span class="reached"><${Sign} state="met" /> <b>${progress.goal} / ${progress.goal}</b>
      ${typeof progress.reached === "string" ? ` ${t("reachedOn", { day: progress.reached.length > 7 ? progress.reached.slice(5) : progress.reached })}` : ""}</span>`;
  }
  if (progress.over) return html`<span class="quiet">${t("notReached")} · ${progress.counted} / ${progress.goal}</span>`;
  if (!progress.counted) return html`<span class="quiet">${t("noPace")} · 0 / ${progress.goal}</span>`;
  const days = progress.days_left ? t("daysLeft", { n: progress.days_left }) : t("lastDay");
  return html`
    <div class="progress">
      <progress class=${progress.misses ? "misses" : ""} value=${progress.counted} max=${progress.goal}
        aria-label=${t("goals")}></progress>
      <small><b>${t("ofOrders", { n: progress.counted, m: progress.goal })}</b> · ${t("toGo", { n: progress.left })} · ${days}</small>
    </div>`;
}

export function MonthPicker({ onChoose }) {
  return html`
    <label class="pick">
      <span class="unseen">${t("month")}</span>
      <select onChange=${(event) => { month.value = event.target.value; onChoose?.(); }}>
        ${months.value.map((m) => html`<option key=${m} value=${m} selected=${m === month.value}>${monthName(m)}</option>`)}
      </select>
      <${Icon} name="down" size=${18} />
    </label>`;
}

export function ProgrammePicker() {
  const all = about.value?.programmes || [];
  if (all.length < 2) return null;
  const chosen = programme.value || about.value.programme;
  return html`
    <label class="pick">
      <span class="unseen">${t("programme")}</span>
      <select onChange=${(event) => { programme.value = event.target.value; }}>
        ${all.map((p) => html`<option key=${p.code} value=${p.code} selected=${p.code === chosen}>${title(p.title)}</option>`)}
      </select>
      <${Icon} name="down" size=${18} />
    </label>`;
}

export function Download({ href, icon = "download", children }) {
  return html`<a class="button" href=${href} download><${Icon} name=${icon} size=${20} />${children}</a>`;
}

/** A fetch that failed, to be tried again; or an answer from before the network went away. */
export function Trouble({ of }) {
  if (of.old.value) {
    return html`<p class="notice warn" role="status"><${Icon} name="offline" size=${20} />
      <span>${t("offline", { at: moment(of.old.value) })}</span>
      <button type="button" class="button" onClick=${of.again}>${t("retry")}</button></p>`;
  }
  return of.fault.value && html`
    <p class="notice bad" role="alert"><span>${t("failed", { why: of.fault.value })}</span>
      <button type="button" class="button" onClick=${of.again}>${t("retry")}</button></p>`;
}

/** Numbers that are not there yet are never shown as 0. */
export function Skeleton({ rows = 6 }) {
  return html`
    <div class="card skeleton" role="status" aria-label=${t("loading")}>
      ${Array.from({ length: rows }, (_, n) => html`<i key=${n}></i>`)}
    </div>`;
}

/** A button that does something on the server: busy meanwhile, its failure beside it. */
export function Act({ does, done, children, kind = "button", disabled = false }) {
  const [state, set] = useState({ busy: false, fault: "" });
  async function press() {
    set({ busy: true, fault: "" });
    try {
      await does();
      set({ busy: false, fault: "" });
      done?.();
    } catch (problem) {
      const first = Object.values(problem.errors || {})[0];
      set({ busy: false, fault: String(first?.[0] || problem.message || problem.code) });
    }
  }
  return html`
    <button type="button" class=${kind} disabled=${disabled || state.busy} onClick=${press}>${children}</button>
    ${state.fault && html`<span class="fault" role="alert">${state.fault}</span>`}`;
}
