/** Lines of the cart and of the confirm page: by person, or by dish; editable or as they will be sent. */
import { html } from "htm/preact";
import { setLine } from "./cart.js";
import { Stepper } from "./dish.js";
import { feeLine } from "./fees.js";
import { me, dishes, menu, price } from "./table.js";
import { open } from "./views.js";
import { Who } from "./who.js";
import { named, t } from "./words.js";

const TIMES = "×";

/** "大份 · 葱油 · 粉丝垫底 ×2 · 少辣" */
export const detailsOf = (line) =>
  [...line.modifiers.map((m) => (m.quantity > 1 ? `${named(m)} ${TIMES}${m.quantity}` : named(m))), line.note]
    .filter(Boolean).join(" · ");

/** Lines in groups of `{who, lines}`, this phone's own first. */
export function byPerson(lines) {
  const groups = new Map();
  for (const line of lines) {
    const id = line.added_by?.id || "";
    if (!groups.has(id)) groups.set(id, { who: line.added_by, lines: [] });
    groups.get(id).lines.push(line);
  }
  const mine = (group) => (group.who?.id === me.value?.id ? 0 : 1);
  return [...groups.values()].sort((a, b) => mine(a) - mine(b));
}

/** The same dish with the same choices and note once, whoever added it. */
export function byDish(lines) {
  const same = new Map();
  for (const line of lines) {
    const key = [line.item_id, detailsOf(line), line.problem?.code].join("|");
    const known = same.get(key);
    if (!known) same.set(key, { ...line });
    else Object.assign(known, { quantity: known.quantity + line.quantity, line_total: sum(known, line) });
  }
  return [...same.values()];
}

const sum = (a, b) => (a.line_total === undefined || b.line_total === undefined ? undefined : a.line_total + b.line_total);

export function Lines({ lines, grouped, edit = false }) {
  if (!grouped) return html`<ul class="lines">${byDish(lines).map((line) => html`<${Line} key=${line.id} line=${line} />`)}</ul>`;
  return byPerson(lines).map(({ who, lines: own }) => html`
    <section class="person" key=${who?.id || ""}>
      <h3><${Who} who=${who} /><span>${subtotal(own)}</span></h3>
      <ul class="lines">${own.map((line) => html`<${Line} key=${line.id} line=${line} edit=${edit} />`)}</ul>
    </section>`);
}

function subtotal(lines) {
  const known = lines.every((line) => line.line_total !== undefined && !line.unsure);
  return known ? price(lines.reduce((total, line) => total + (line.problem ? 0 : line.line_total), 0)) : "";
}

function Line({ line, edit }) {
  const details = detailsOf(line);
  return html`
    <li class=${`line${line.problem ? " bad" : ""}${line.unsure ? " unsure" : ""}${edit ? " edits" : ""}`}>
      ${!edit && html`<span class="times">${line.quantity}${TIMES}</span>`}
      <${What} line=${line} details=${details} edit=${edit} />
      <span class="sum">${line.unsure || line.line_total === undefined ? "…" : price(line.line_total)}</span>
      ${edit && html`
        <${Stepper} name=${named(line)} count=${line.quantity} disabled=${Boolean(line.problem) || line.quantity >= 99}
          less=${() => setLine(line, line.quantity - 1)} more=${() => setLine(line, line.quantity + 1)} />`}
    </li>`;
}

/** A line with choices is changed by touching its text. */
function What({ line, details, edit }) {
  const item = dishes.value[line.item_id];
  if (edit && !line.problem && !line.unsure && item?.modifier_groups.length) {
    return html`
      <button type="button" class="what changes" onClick=${() => open({ kind: "options", item, line })}>
        <b>${named(line)}</b><span>${details} <u>${t("changeLine")}</u></span></button>`;
  }
  return html`
    <div class="what"><b>${named(line)}</b>${details && html`<p>${details}</p>`}
      ${line.problem && html`<${Problem} line=${line} />`}</div>`;
}

/** Why it cannot be sent, and one dish beside it on the menu that can. */
function Problem({ line }) {
  const similar = similarTo(line);
  return html`
    <p class="why">${line.problem.code === "item_sold_out" ? t("soldOut") : line.problem.text}</p>
    <p class="mend">
      <button type="button" class="link" onClick=${() => setLine(line, 0)}>${t("remove")}</button>
      ${similar && html`
        <button type="button" class="link" onClick=${() => open({ kind: "options", item: similar })}>
          ${t("insteadTry", { dish: named(similar) })}</button>`}
    </p>`;
}

function similarTo(line) {
  const category = menu.value.categories.find(({ items }) => items.some((item) => item.id === line.item_id));
  return category?.items.find((item) => item.available && item.id !== line.item_id);
}

/** Discounts with their reason and fees above the total, as the server counted them; a tax inside it below. */
export function Sums({ of, total = of.total, fixed = false, label = t("total") }) {
  const row = (key, name, amount) => html`<div key=${key}><dt>${name}</dt><dd>${amount}</dd></div>`;
  return html`
    <dl class="sums">
      ${of.discounts?.map((off) => row(off.id, t(off.kind, { why: off.reason }), `−${price(off.amount)}`))}
      ${of.fees.map((fee) => row(fee.kind + fee.name, feeLine(fee), price(fee.amount)))}
      ${of.rounding > 0 && row("rounding", t("rounding"), `−${price(of.rounding)}`)}
      <div class="total"><dt>${label}</dt><dd>${price(total, { fixed })}</dd></div>
      ${of.tax && row("tax", t("taxWithin", { tax: of.tax.text }), price(of.tax.amount))}
    </dl>`;
}
