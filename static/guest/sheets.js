/** Everything that slides up over the menu. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { money } from "../shared/money.js";
import { addDish, busy, callStaff, cart, currency, named, pay, problem, send, setCovers, setLine, sheet, state } from "./table.js";
import { lang, t } from "./words.js";

const yuan = (minor) => money(minor, currency);
const close = () => { sheet.value = null; };
const chosenText = (line) => [...line.modifiers.map((m) => named(m)), line.note].filter(Boolean).join(" · ");

export function Sheets() {
  const open = sheet.value;
  const box = useRef();
  useEffect(() => {
    if (!open) return undefined;
    const before = document.activeElement;
    if (box.current?.showModal && !box.current.open) box.current.showModal();
    return () => before?.focus?.();
  }, [open?.kind, open?.item?.id]);
  if (!open) return null;
  const Body = { options: Options, cart: Cart, confirm: Confirm, status: Status, bill: Bill, call: Call, covers: Covers }[open.kind];
  return html`<dialog class="sheet" ref=${box} key=${open.kind} onCancel=${close} onClick=${(e) => { if (e.target === box.current) close(); }}>
    <div><${Body} ...${open} /></div></dialog>`;
}

const Head = ({ title }) => html`<header><h2>${title}</h2><button aria-label=${t("close")} onClick=${close}>✕</button></header>`;

function Options({ item }) {
  const [chosen, choose] = useState({});
  const [quantity, count] = useState(1);
  const [tried, tryIt] = useState(false);
  const picked = (g) => g.modifiers.filter((m) => chosen[m.id]);
  const missing = item.modifier_groups.filter((g) => picked(g).length < g.min);
  const toggle = (g, m) => {
    const next = { ...chosen };
    if (next[m.id]) delete next[m.id];
    else { if (g.max === 1) picked(g).forEach((other) => delete next[other.id]); if (picked(g).length < g.max || g.max === 1) next[m.id] = 1; }
    choose(next);
  };
  const price = (item.price + item.modifier_groups.flatMap(picked).reduce((sum, m) => sum + m.price, 0)) * quantity;
  const add = async () => {
    tryIt(true);
    if (missing.length) { document.getElementById(`g-${missing[0].id}`)?.scrollIntoView({ behavior: "smooth" }); return; }
    if (await addDish(item, quantity, Object.keys(chosen).map((id) => ({ id, quantity: 1 })))) close();
  };
  return html`<${Head} title=${named(item)} />${item.description && html`<p>${item.description}</p>`}
    ${item.modifier_groups.map((g) => html`<fieldset id=${`g-${g.id}`} class=${`group${tried && missing.includes(g) ? " missing" : ""}`}><legend>${g.name}
      <small>${g.min ? t("must", { n: g.min }) : t("upTo", { n: g.max })}</small></legend><div class="chips">${g.modifiers.map((m) => html`
      <button class="chip" aria-pressed=${String(!!chosen[m.id])} disabled=${!m.available} onClick=${() => toggle(g, m)}>${chosen[m.id] ? "✓ " : ""}${m.name}${m.price ? ` +${yuan(m.price)}` : ""}</button>`)}</div></fieldset>`)}
    <div class="foot"><span class="step"><button aria-label="−" onClick=${() => count(Math.max(1, quantity - 1))}><span>−</span></button><b>${quantity}</b>
    <button class="add" aria-label="+" onClick=${() => count(Math.min(99, quantity + 1))}><span>+</span></button></span>
    <button class="primary" onClick=${add}>${t("add")} · ${yuan(price)}</button></div>`;
}

const Sums = ({ of }) => html`<p class="total"><span>${t("subtotal")}</span><span>${yuan(of.subtotal)}</span></p>
  ${of.fees.map((f) => html`<p class="total"><span>${f.text}</span><span>${yuan(f.amount)}</span></p>`)}
  <p class="total big"><span>${t("total")}</span><span>${yuan(of.total)}</span></p>`;

const CartLine = ({ line, edit }) => html`<div class=${`line${line.problem ? " bad" : ""}`}><b>${named(line)}</b>
  <span>${edit ? html`<span class="step"><button aria-label=${`− ${named(line)}`} onClick=${() => setLine(line, line.quantity - 1)}><span>−</span></button><b>${line.quantity}</b>
  <button class="add" aria-label=${`+ ${named(line)}`} onClick=${() => setLine(line, Math.min(99, line.quantity + 1))}><span>+</span></button></span>` : `×${line.quantity}`} ${yuan(line.line_total)}</span>
  <small>${chosenText(line)} ${line.added_by && html`<span class="who">${line.added_by.nickname}</span>`}</small>
  ${line.problem && html`<small class="why">${line.problem.text}</small>`}</div>`;

function Cart() {
  return html`<${Head} title=${t("cart")} /><div class="paper">${cart.value.lines.map((line) => html`<${CartLine} key=${line.id} line=${line} edit />`)}<${Sums} of=${cart.value} /></div>
    <div class="foot"><button class="primary" disabled=${!cart.value.lines.length} onClick=${() => { sheet.value = { kind: "confirm" }; }}>${t("review")}</button></div>`;
}

function Confirm() {
  const [note, write] = useState("");
  const [allergy, warn] = useState("");
  const quick = lang.value === "zh" ? ["少辣", "不要香菜", "不要葱", "少油少盐", "分开上"] : ["Less spicy", "No coriander", "No spring onion", "Less salt"];
  return html`<${Head} title=${t("review")} /><div class="paper">${cart.value.lines.map((line) => html`<${CartLine} key=${line.id} line=${line} />`)}<${Sums} of=${cart.value} /></div>
    <label class="allergy">⚠ ${t("allergy")}<textarea rows="1" maxlength="140" value=${allergy} onInput=${(e) => warn(e.target.value)}></textarea></label>
    <div class="chips">${quick.map((q) => html`<button class="chip" aria-pressed=${String(note.includes(q))} onClick=${() => write(note.includes(q) ? note.replace(q, "").trim() : `${note} ${q}`.trim())}>${q}</button>`)}</div>
    <p><textarea rows="1" maxlength="140" aria-label=${t("note")} placeholder=${t("note")} value=${note} onInput=${(e) => write(e.target.value)}></textarea></p>
    ${problem.value && html`<p class="error" role="alert">${problem.value}</p>`}<p class="note">${t("cook")}</p>
    <div class="foot"><button class="primary" disabled=${!!busy.value || !cart.value.lines.length} onClick=${() => send(note, allergy)}>${busy.value ? t("sending") : `${t("send")} · ${yuan(cart.value.total)}`}</button></div>`;
}

const MARKS = { queued: "○", preparing: "◐", ready: "✓", served: "✓", voided: "✕" };

function Status() {
  return html`<${Head} title=${state.value.table.label} />${state.value.orders.map((o) => html`<div class="paper" key=${o.id}>
    <span class=${`seal${o.accepted_at ? "" : " wait"}`}>${o.accepted_at ? t("sealed") : o.waits ? t("waits") : t("placed")}</span>
    <h3>${t("round", { n: o.round })} · ${o.label}</h3><small>${o.accepted_at ? `${t("accepted")} ${new Date(o.accepted_at).toLocaleTimeString()}` : ""} ${t(o.status)}</small>
    ${o.lines.map((line) => html`<div class=${`line${line.status === "voided" ? " bad" : ""}`}><b>${MARKS[line.status]} ${named(line)} ×${line.quantity}</b><span>${t(line.status)}</span><small>${chosenText(line)}</small></div>`)}
    ${["placed", "accepted", "preparing"].includes(o.status) && html`<button class="plain" onClick=${() => callStaff("rush", o.id)}>${t("rush")}</button>`}</div>`)}
    <div class="foot"><button class="plain" onClick=${close}>${t("more")}</button><button class="primary" onClick=${() => { sheet.value = { kind: "bill" }; }}>${t("pay")}</button></div>`;
}

function Bill() {
  const bill = state.value.bill;
  return html`<${Head} title=${t("bill")} /><div class="paper">${state.value.orders.filter((o) => o.status !== "cancelled").flatMap((o) => o.lines.filter((l) => l.status !== "voided"))
    .map((line) => html`<div class="line"><b>${named(line)} ×${line.quantity}</b><span>${yuan(line.line_total)}</span><small>${chosenText(line)}</small></div>`)}
    <${Sums} of=${bill} />${bill.paid > 0 && html`<p class="total"><span>${t("paid")}</span><span>−${yuan(bill.paid)}</span></p>`}
    <p class="total big"><span>${bill.due ? t("due") : t("settled")}</span><span>${yuan(bill.due)}</span></p></div>
    ${bill.being_paid && html`<p class="band">${t("paying", { who: bill.being_paid.guest, sum: yuan(bill.being_paid.amount) })}</p>`}
    ${bill.due > 0 && html`<div class="foot"><button class="plain" disabled=${!!busy.value} onClick=${() => pay("simulator")}>${t("simulator")}</button>
    <button class="primary" disabled=${!!busy.value} onClick=${() => pay("counter")}>${t("counter")}</button></div>`}`;
}

function Call() {
  return html`<${Head} title=${t("call")} /><div class="chips">${["water", "tableware", "napkins", "clear", "bill", "staff"].map((kind) => html`
    <button class="chip" onClick=${() => { callStaff(kind); close(); }}>${t(kind)}</button>`)}</div><p class="note">${t("paper")}</p>`;
}

function Covers() {
  return html`<${Head} title=${t("covers")} /><div class="chips">${[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20].map((n) => html`
    <button class="chip" aria-pressed=${String(state.value?.visit.covers === n)} onClick=${() => setCovers(n)}>${n}</button>`)}</div>`;
}
