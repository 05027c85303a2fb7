/** The board: strict order of arrival, columns that split long tickets, four cues for time. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { pack } from "./pack.js";
import { clock, gone, open, queued, readRecent, recent, silent, startShift, started, stations, tickets, touch, soldOut } from "./main.js";

const panel = signal("");
const picked = signal(-1);
const page = signal(0);
const filter = signal("");

const age = (t) => Math.max(0, Math.round((clock.value - Date.parse(t.placed_at)) / 1000));
const cue = (t) => { const s = age(t); return s >= t.target_seconds ? "late" : s >= 0.7 * t.target_seconds ? "due" : s < 60 && !t.acknowledged ? "new" : "ok"; };
const timer = (s) => (s < 600 ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}` : `${Math.floor(s / 60)}分`);
const SIGNS = { late: "‼", due: "▲", new: "新", ok: "" };

function Part({ part }) {
  const t = part.ticket;
  if (part.bumped) return html`<button class="undo" onClick=${() => touch(t, "recall")}>↶ 撤销 ${t.table}</button>`;
  const state = cue(t);
  return html`<article class=${`ticket ${state}${picked.value === part.slot ? " picked" : ""}`}>
    <button onClick=${() => touch(t, "bump")} aria-label=${`出餐 ${t.table}`}><span class="slot">${part.slot + 1}</span><span class="table">${t.table}${part.more ? " 续" : ""}</span>
      <span class="time">${SIGNS[state]} ${timer(age(t))}</span></button>
    ${!part.more && html`<div class="meta">#${String(t.order_number).padStart(3, "0")} · 第${t.round}批 ${t.covers ? `· ${t.covers}位` : ""} ${t.hurried ? html`<b>催 ${t.hurried} 次</b>` : ""} ${t.station_id ? "" : html`<b>未分档</b>`}${t.note ? ` · ${t.note}` : ""}</div>`}
    ${!part.more && t.allergy_note && html`<div class="allergy">⚠ ${t.allergy_note}</div>`}
    ${part.lines.map((l) => html`<button key=${l.id} class=${`dish ${l.status}`} onClick=${() => touch(t, l.status === "ready" ? "recall" : "bump", l)}>
      <span>${l.status === "ready" ? "✓ " : l.status === "voided" ? "退 " : ""}<i>${l.quantity}×</i> ${l.name}</span>
      <small>${[...l.modifiers.map((m) => m.name), l.note, l.reason].filter(Boolean).join(" · ")}</small></button>`)}</article>`;
}

function AllDay({ list }) {
  const totals = new Map();
  for (const t of list) for (const l of t.lines) if (["queued", "preparing"].includes(l.status)) {
    const at = totals.get(l.item_id) || { line: l, n: 0, tables: [] };
    at.n += l.quantity; at.tables.push(t.table); totals.set(l.item_id, at);
  }
  return html`<aside class="tray"><h2>汇总</h2><ul>${[...totals.values()].sort((a, b) => b.n - a.n).map((e) => html`<li><span><b>${e.n}×</b> ${e.line.name}<br /><small>${[...new Set(e.tables)].join(" ")}</small></span>
    <button onClick=${() => soldOut(e.line)}>缺货</button></li>`)}</ul></aside>`;
}

const Recent = () => html`<aside class="tray"><h2>召回</h2><ul>${recent.value.map((t) => html`<li><span><b>${t.table}</b> ${t.lines.map((l) => l.name).join("、")}</span>
  <button onClick=${() => { touch(t, "recall"); panel.value = ""; }}>召回</button></li>`)}</ul></aside>`;

export function Board({ last }) {
  const shown = [...tickets.value.values()].filter((t) => gone.value.has(t.id) || open.value.includes(t))
    .filter((t) => !filter.value || !t.station_id || t.station_id === filter.value).sort((a, b) => a.placed_at.localeCompare(b.placed_at) || a.id.localeCompare(b.id));
  const wide = Math.max(1, Math.floor((innerWidth - (panel.value ? 344 : 0)) / 300));
  const pages = pack(shown, gone.value, wide, innerHeight - 190);
  const at = Math.min(page.value, pages.length - 1);
  const oldest = shown.reduce((s, t) => Math.max(s, age(t)), 0);
  useEffect(() => {
    const press = (e) => {
      if (e.repeat || e.ctrlKey || e.metaKey) return;
      const list = open.value;
      if (/^[1-9]$/.test(e.key)) picked.value = Number(e.key) - 1;
      else if (e.key === "Enter" && list[picked.value]) { touch(list[picked.value], "bump"); picked.value = -1; } else if (e.key === "r") show("recent");
      else if (e.key === "s") show("all"); else if (e.key === "PageDown") page.value = at + 1; else if (e.key === "PageUp") page.value = Math.max(0, at - 1);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  const show = (name) => { panel.value = panel.value === name ? "" : name; if (panel.value === "recent") readRecent(); };
  const stale = silent.value >= 10;
  return html`<header class="top"><h1>${stations.value.map((s) => s.name).join(" · ")}</h1>
    ${stations.value.length > 1 && stations.value.map((s) => html`<button aria-pressed=${String(filter.value === s.id)} onClick=${() => { filter.value = filter.value === s.id ? "" : s.id; }}>${s.name} ${open.value.filter((t) => t.station_id === s.id).length}</button>`)}
    <button aria-pressed=${String(panel.value === "all")} onClick=${() => show("all")}>汇总</button><button aria-pressed=${String(panel.value === "recent")} onClick=${() => show("recent")}>召回</button>
    ${!started.value && html`<button onClick=${startShift}>🔔 开始接单</button>`}<span class="chip-ok">${stale ? "" : `● 在线 ${silent.value}s`}</span><span class="clock">${new Date(clock.value).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" })}</span></header>
    ${stale && html`<div role="alert" class=${`stale${silent.value >= 60 ? " dead" : ""}`}>与服务器断开 ${timer(silent.value)} · 最后联系 ${last ? new Date(last).toLocaleTimeString("zh-CN") : "—"} · 屏上的单仍有效，新单可能看不到，请看收银${queued.value.length ? ` · 待同步 ${queued.value.length}` : ""}</div>`}
    <main class="board">${shown.length ? html`<div class="columns">${(pages[at] || []).map((column, n) => html`<div class="column" key=${n}>${column.map((part) => html`<${Part} key=${part.ticket.id + part.from} part=${part} />`)}</div>`)}</div>`
    : stale ? html`<p class="empty">正在重连…</p>` : html`<p class="empty">没有待做的单<br /><small class="chip-ok">● 在线</small></p>`}
    ${panel.value === "all" && html`<${AllDay} list=${open.value} />`}${panel.value === "recent" && html`<${Recent} />`}</main>
    <footer class="bottom"><span>${open.value.length} 单 · ${open.value.flatMap((t) => t.lines).filter((l) => l.status !== "ready" && l.status !== "voided").reduce((n, l) => n + l.quantity, 0)} 份 · 最久 ${timer(oldest)}</span>
    <span>第 ${at + 1}/${Math.max(1, pages.length)} 页</span>${pages.length > 1 && html`<button onClick=${() => { page.value = (at + 1) % pages.length; }}>下一页 ▸</button>`}<span>数字选单 · Enter 出餐 · R 召回 · S 汇总</span></footer>`;
}
