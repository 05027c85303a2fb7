/** Tables, their codes, the print sheet. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { api } from "../shared/sign_in.js";
import { act } from "./main.js";

const tables = signal([]);
const LAYOUTS = { sticker_9: "贴纸 9 张", sticker_6: "贴纸 6 张", card: "卡片 8 张", tent: "台卡" };

export function Tables({ home }) {
  const load = async () => { tables.value = (await api.get(`${home}/tables`)).items; };
  useEffect(() => { load(); }, [home]);
  const add = async (e) => { e.preventDefault(); await act(() => api.post(`${home}/tables`, { labels: new FormData(e.target).get("labels") }), "已添加"); load(); };
  return html`<section class="card"><h2>打印桌码</h2><div class="chips">${Object.entries(LAYOUTS).map(([key, name]) => html`<a class="plain" href=${`${home}/codes.pdf?layout=${key}`} target="_blank" rel="noreferrer">${name}</a>`)}</div><small>每个码在下载前都重新读过一遍</small></section>
    <form class="card" onSubmit=${add}><h2>添加桌台</h2><div class="chips"><input name="labels" placeholder="A01-A20" aria-label="A01-A20" required /><button class="primary">添加</button></div></form>
    <div class="codes">${tables.value.map((t) => html`<figure key=${t.id}><b>${t.label}</b><img alt=${`桌码 ${t.label}`} src=${`${home}/tables/${t.id}/code.svg?v=${t.version}`} loading="lazy" /><small>${t.human_code}</small>
      <button class="plain" onClick=${async () => { if (confirm(`${t.label}:已贴的桌码将失效`)) { await act(() => api.post(`${home}/tables/${t.id}/code/rotate`), "已换新码"); load(); } }}>换新码</button></figure>`)}</div>`;
}
