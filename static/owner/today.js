/** What matters in service: money, calls, pauses, screens. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { money } from "../shared/money.js";
import { api } from "../shared/sign_in.js";
import { act } from "./main.js";

const day = signal(null);
const CALLS = { water: "加水", tableware: "餐具", napkins: "纸巾", clear: "清台", bill: "结账", staff: "找人", rush: "催单" };

export function Today({ home }) {
  const load = async () => { day.value = await api.get(`${home}/today`); };
  useEffect(() => { load(); const timer = setInterval(load, 5000); return () => clearInterval(timer); }, [home]);
  const d = day.value;
  if (!d) return html`<p>…</p>`;
  const yuan = (n) => money(n, d.currency);
  const run = async (work, done) => { await act(work, done); load(); };
  return html`<section class="card"><div class="figures"><span>今日订单<b>${d.orders}</b></span><span>金额<b>${yuan(d.total)}</b></span><span>厨房未确认<b>${d.unacknowledged}</b></span></div></section>
    <section class="card"><h2>${d.paused_until && new Date(d.paused_until) > new Date() ? `已暂停接单到 ${new Date(d.paused_until).toLocaleTimeString("zh-CN")}` : "接单中"}</h2><div class="chips">
      ${[15, 30, 60].map((n) => html`<button class="plain" onClick=${() => run(() => api.post(`${home}/pause`, { minutes: n }), `暂停 ${n} 分钟`)}>暂停 ${n} 分</button>`)}
      <button class="plain" onClick=${() => run(() => api.post(`${home}/pause`, { minutes: 0 }), "恢复接单")}>恢复</button></div></section>
    ${d.calls.length > 0 && html`<section class="card"><h2>呼叫</h2>${d.calls.map((c) => html`<div class="row"><span><b>${c.table}</b> ${CALLS[c.kind]}</span><button class="plain" onClick=${() => run(() => api.post(`${home}/calls/${c.id}/answer`), "已接")}>已接</button></div>`)}</section>`}
    <section class="card"><h2>在座 ${d.open_visits.length} 桌</h2>${d.open_visits.map((v) => html`<div class="row"><span><b>${v.table}</b> ${v.covers || "–"} 位 · ${v.rounds} 批 <small>${v.bill.payment_state === "paid" ? "已付清" : `应付 ${yuan(v.bill.due)}`}</small></span><span class="chips">
      ${v.pending_payment?.wallet === "counter" && html`<button class="primary" onClick=${() => run(() => api.post(`${home}/payments/${v.pending_payment.id}/confirm`, { method: "cash" }), "已收款")}>收款 ${yuan(v.pending_payment.amount)}</button>`}
      ${!v.bill.due && html`<button class="plain" onClick=${() => run(() => api.post(`${home}/visits/${v.id}/close`, { how: "settled" }), "已清台")}>清台</button>`}</span></div>`)}</section>
    <section class="card"><h2>厨房屏</h2>${d.screens.map((s) => html`<div class="row"><span>${s.name}</span><small>${s.last_seen_at ? `${Math.round((Date.now() - Date.parse(s.last_seen_at)) / 1000)} 秒前在线` : "还没连过"}</small></div>`)}</section>
    ${d.sold_out.length > 0 && html`<section class="card"><h2>售罄</h2>${d.sold_out.map((i) => html`<div class="row"><span>${i.names.zh || i.names.en}</span><button class="plain" onClick=${() => run(() => api.patch(`${home}/menu-items/${i.id}`, { available: true }), "已恢复")}>恢复</button></div>`)}</section>`}`;
}
