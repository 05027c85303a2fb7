/** The menu: prices in place, sold out, import with a look first. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { api, session } from "../shared/sign_in.js";
import { act } from "./main.js";

const menu = signal(null);
const report = signal(null);
let waiting = null;

async function post(home, dry) {
  const answer = await fetch(`${home}/menu/import${dry ? "?dry_run=1" : ""}`, { method: "POST", body: waiting.data, headers: { "Content-Type": waiting.type, "X-CSRF-Token": session.value.csrf_token } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail);
  return body;
}

export function Menu({ home }) {
  const load = async () => { menu.value = await api.get(`${home}/menu`); };
  useEffect(() => { load(); }, [home]);
  const look = async (data, type) => { waiting = { data, type }; report.value = await act(() => post(home, true), "先看看，还没有保存"); };
  const apply = async () => { await act(() => post(home, false), "已导入"); report.value = null; load(); };
  const TYPES = { csv: "text/csv", json: "application/json", txt: "text/plain", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };
  const save = (item, change) => act(() => api.patch(`${home}/menu-items/${item.id}`, change), `${item.name} 已保存，已下单的不变`).then(load);
  return html`<section class="card"><h2>导入</h2><label for="paste">粘贴，每行一道，如「宫保鸡丁 38」</label><textarea id="paste"></textarea><div class="chips">
      <button class="plain" onClick=${() => look(document.getElementById("paste").value, "text/plain")}>预览粘贴</button>
      <input type="file" aria-label="CSV, XLSX, JSON" accept=".csv,.xlsx,.json,.txt" onChange=${(e) => e.target.files[0] && look(e.target.files[0], TYPES[e.target.files[0].name.split(".").pop().toLowerCase()] || "application/json")} /></div>
    ${report.value && html`<p>新增 ${report.value.created} · 更新 ${report.value.updated} · 不变 ${report.value.unchanged}</p>
      ${report.value.refused.length > 0 && html`<p class="warn">△ 没有导入 ${report.value.refused.length} 行</p><ul class="report">${report.value.refused.slice(0, 30).map((r) => html`<li>${r.where}: ${r.text}</li>`)}</ul>`}
      ${report.value.mended.length > 0 && html`<p>已修整 ${report.value.mended.length} 处</p><ul class="report">${report.value.mended.slice(0, 30).map((r) => html`<li>${r.where}: ${r.text}</li>`)}</ul>`}
      <button class="primary" onClick=${apply}>导入</button>`}</section>
    ${(menu.value?.categories || []).map((c) => html`<section class="card" key=${c.id}><h2>${c.name} · ${c.items.length}</h2>${c.items.map((item) => html`<div class="row" key=${item.id}>
      <span><b>${item.name}</b> <small>${item.names.en || "未翻译"}</small></span><span class="chips"><input class="price" inputmode="decimal" aria-label=${`价格 ${item.name}`} value=${item.price / 100}
      onChange=${(e) => save(item, { price: Math.round(Number(e.target.value) * 100) })} /><button class="plain" onClick=${() => save(item, { available: !item.available })}>${item.available ? "在售" : "售罄"}</button></span></div>`)}</section>`)}`;
}
