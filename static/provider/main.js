/** The provider's page: which orders count, which do not, and why. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { money } from "../shared/money.js";
import { api, remember, session, SignIn } from "../shared/sign_in.js";

const all = signal(null);
const one = signal(null);

const load = async () => { all.value = await api.get("/api/v1/provider/restaurants"); };
const open = async (r) => {
  const query = `?month=${all.value.month}&programme=${r.programme}`;
  const [fall, verdicts] = await Promise.all(["waterfall", "verdicts"].map((name) => api.get(`/api/v1/provider/restaurants/${r.id}/${name}${query}`)));
  one.value = { r, fall, verdicts: verdicts.items };
};

function App() {
  useEffect(() => { remember(); }, []);
  useEffect(() => { if (session.value) load(); }, [session.value]);
  if (session.value === undefined) return html`<p class="wrap">…</p>`;
  if (session.value === null) return html`<${SignIn} title="桌码 · 服务商" />`;
  const a = all.value;
  if (!a) return html`<p class="wrap">…</p>`;
  return html`<div class="wrap"><div class="head"><h1>概览 ${a.month}</h1></div>
    <section class="card"><div class="figures"><span>估算<b>${money(a.estimated)}</b></span><span>平台确认<b>${a.confirmed === null ? "等待" : money(a.confirmed)}</b></span><span>已付款<b>${a.paid === null ? "等待" : money(a.paid)}</b></span></div></section>
    <section class="card"><table><thead><tr><th scope="col">门店</th><th scope="col">方案</th><th scope="col">状态</th><th scope="col" class="n">计入 / 已付订单</th><th scope="col" class="n">估算</th></tr></thead><tbody>
      ${a.items.map((r) => html`<tr><td><button class="plain" onClick=${() => open(r)}>${r.name}</button></td><td>${r.title.zh}<br /><small>${r.programme_status === "assumed" ? "△ 假定" : r.programme_status === "sourced" ? "有来源" : "△ 二手来源"}</small></td>
      <td>◐ 进行中</td><td class="n">${r.counted} / ${r.orders}</td><td class="n">${money(r.estimated)}</td></tr>`)}</tbody></table></section>
    ${one.value && html`<${One} ...${one.value} />`}</div>`;
}

function One({ r, fall, verdicts }) {
  const width = (n) => (el) => { if (el) el.style.width = `${fall.all ? Math.max(2, 100 * n / fall.all) : 0}%`; };
  return html`<section class="card"><h2>${r.name} · ${r.title.zh}</h2><p>全部 ${fall.all} 单${fall.minus.map((m) => ` −${m.orders} ${m.text}`).join("")} = <b>计入 ${fall.counted}</b></p>
      ${fall.minus.map((m) => html`<p>${m.text} −${m.orders}</p><div class="bar lost" ref=${width(m.orders)}></div>`)}<p>计入 ${fall.counted}</p><div class="bar" ref=${width(fall.counted)}></div></section>
    <section class="card"><h2>逐单</h2><table><thead><tr><th scope="col">时间</th><th scope="col">入口</th><th scope="col" class="n">实付</th><th scope="col">判定</th></tr></thead><tbody>
      ${verdicts.map((v) => html`<tr><td>${new Date(v.at).toLocaleString("zh-CN")}</td><td>${v.channel} · ${v.wallet}</td><td class="n">${money(v.paid - v.refunded)}</td><td>${v.counted ? "✓ 计入" : html`✕ ${v.reasons.map((x) => x.text).join("、")}`}</td></tr>`)}</tbody></table></section>`;
}

render(html`<${App} />`, document.getElementById("app"));
