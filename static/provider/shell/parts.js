/** Small pieces that several pages show. */
import { html } from "htm/preact";
import { Icon, Sign } from "../shared/icons.js";
import { money } from "../shared/money.js";
import { lang } from "../shared/words.js";
import { choose, dayOf, fault, load, month, months, programme, programmes, said, shownProgramme, title } from "./state.js";
import { monthName, t } from "./words.js";

export const yuan = (minor) => money(minor, "CNY", { fixed: true });

export function State({ state }) {
  return html`<span class=${`state ${state}`}><${Sign} state=${state} />${t(state)}</span>`;
}

export function Who({ who }) {
  return who ? html`<span class="who">${t(`who_${who}`)}</span>` : null;
}

export function Todo({ todo }) {
  return html`
    <span class="todo">
      ${todo.orders ? `${t(todo.orders === 1 ? "order" : "orders", { n: todo.orders })} · ` : ""}${said(todo)} <${Who} who=${todo.who} />
      ${todo.by && todo.by < "2099" ? ` ${t("by", { day: todo.by.slice(5) })}` : ""}
    </span>`;
}

/** A bar that always comes with its numbers; hatched when the goal is about to be missed. */
export function Progress({ progress }) {
  if (!progress) return html`<span class="quiet">–</span>`;
  if (!progress.left) {
    return html`<span class="reached"><${Sign} state="met" /> <b>${progress.counted} / ${progress.goal}</b></span>`;
  }
  if (!progress.counted) return html`<span class="quiet">${t("noPace")} · 0 / ${progress.goal}</span>`;
  const days = progress.days_left ? t("daysLeft", { n: progress.days_left }) : t("over");
  const wide = (bar) => { if (bar) bar.style.width = `${Math.min(100, (100 * progress.counted) / progress.goal)}%`; };
  return html`
    <div class="progress">
      <div class=${progress.misses ? "track misses" : "track"} role="progressbar" aria-valuemin="0"
        aria-valuenow=${progress.counted} aria-valuemax=${progress.goal} aria-label=${t("goals")}>
        <i ref=${wide}></i>
      </div>
      <small><b>${progress.counted} / ${progress.goal}</b> · ${t("toGo", { n: progress.left })} · ${days}</small>
    </div>`;
}

export function MonthPicker() {
  return html`
    <label class="pick">
      <span class="unseen">${t("month")}</span>
      <select value=${month.value} onChange=${(event) => choose(event.target.value)}>
        ${months.value.map((m) => html`<option key=${m} value=${m} selected=${m === month.value}>${monthName(m, lang.value)}</option>`)}
      </select>
      <${Icon} name="down" size=${18} />
    </label>`;
}

export function ProgrammePicker() {
  if (programmes.value.length < 2) return null;
  return html`
    <label class="pick">
      <span class="unseen">${t("programme")}</span>
      <select value=${shownProgramme.value} onChange=${(event) => { programme.value = event.target.value; }}>
        ${programmes.value.map((p) => html`
          <option key=${p.programme} value=${p.programme} selected=${p.programme === shownProgramme.value}>${title(p.title)}</option>`)}
      </select>
      <${Icon} name="down" size=${18} />
    </label>`;
}

export function Download({ href, icon = "download", children }) {
  return html`<a class="button" href=${href} download><${Icon} name=${icon} size=${20} />${children}</a>`;
}

export function Fault({ again = load }) {
  return html`
    <p class="notice bad" role="alert"><span>${t("failed", { why: fault.value })}</span>
      <button type="button" class="button" onClick=${again}>${t("retry")}</button></p>`;
}

/** Numbers that are not there yet are never shown as 0. */
export function Skeleton({ rows = 6 }) {
  return html`
    <div class="card skeleton" role="status" aria-label=${t("loading")}>
      ${Array.from({ length: rows }, (_, n) => html`<i key=${n}></i>`)}
    </div>`;
}

export const sinceText = (item) => (item.since ? t("since", { day: dayOf(item.since) }) : t("asked"));
