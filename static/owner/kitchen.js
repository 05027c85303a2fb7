/** Stations and screens. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { api } from "../shared/sign_in.js";
import { act } from "./main.js";

const stations = signal([]);
const screens = signal([]);

export function Kitchen({ home }) {
  const load = async () => { stations.value = (await api.get(`${home}/stations`)).items; screens.value = (await api.get(`${home}/screens`)).items; };
  useEffect(() => { load(); }, [home]);
  const run = async (work, done) => { await act(work, done); load(); };
  const pair = (e) => {
    e.preventDefault();
    const form = new FormData(e.target);
    run(() => api.post(`${home}/screens`, { pairing_code: form.get("code"), name: form.get("name"), station_ids: form.getAll("station") }), "已连接");
  };
  return html`<form class="card" onSubmit=${pair}><h2>连接厨房屏</h2><p>在屏幕上打开 <b>${location.host}/kitchen</b>，输入它显示的码</p>
      <label for="code">配对码</label><input id="code" name="code" maxlength="9" required /><label for="name">名字</label><input id="name" name="name" maxlength="40" required />
      <div class="chips">${stations.value.map((s) => html`<label><input type="checkbox" name="station" value=${s.id} /> ${s.name}</label>`)}</div><button class="primary">连接</button></form>
    <section class="card"><h2>厨房屏</h2>${screens.value.map((s) => html`<div class="row"><input value=${s.name} aria-label="名字" onChange=${(e) => run(() => api.patch(`${home}/screens/${s.id}`, { name: e.target.value }))} />
      <small>${s.last_seen_at ? `最后联系 ${new Date(s.last_seen_at).toLocaleTimeString("zh-CN")}` : "还没连过"}</small><button class="plain" onClick=${() => confirm(`${s.name}:立刻断开`) && run(() => api.del(`${home}/screens/${s.id}`), "已移除")}>移除</button></div>`)}</section>
    <section class="card"><h2>档口</h2>${stations.value.map((s) => html`<div class="row"><span>${s.name} <small>${s.names.en}</small> ${s.is_default ? "· 默认" : ""}</span><span><input class="price" type="number" min="1" max="120" aria-label=${`目标分钟 ${s.name}`} value=${s.target_seconds / 60}
      onChange=${(e) => run(() => api.patch(`${home}/stations/${s.id}`, { target_seconds: Math.round(e.target.value * 60) }))} /> 分</span></div>`)}
      <form class="chips" onSubmit=${(e) => { e.preventDefault(); run(() => api.post(`${home}/stations`, { names: { zh: new FormData(e.target).get("zh") } }), "已添加"); }}><input name="zh" placeholder="蒸" aria-label="档口名" required /><button class="plain">添加档口</button></form></section>`;
}
