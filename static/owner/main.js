/** The owner's settings: five tabs over the restaurant's API. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { api, remember, session, SignIn } from "../shared/sign_in.js";
import { Kitchen } from "./kitchen.js";
import { Menu } from "./menu.js";
import { Shop } from "./shop.js";
import { Tables } from "./tables.js";
import { Today } from "./today.js";

const TABS = { today: ["今日", Today], menu: ["菜单", Menu], tables: ["桌台", Tables], kitchen: ["厨房", Kitchen], shop: ["门店", Shop] };
const tab = signal(location.hash.slice(1) || "today");
const shop = signal(null);
export const said = signal(null);

export const act = async (work, done) => {
  try { const answer = await work(); said.value = { good: true, text: done || "已保存" }; return answer; } catch (error) { said.value = { text: error.message }; return null; }
};

const load = async () => { shop.value = (await api.get("/api/v1/restaurants")).items[0] || null; };

function App() {
  useEffect(() => { remember(); }, []);
  useEffect(() => { if (session.value) load(); }, [session.value]);
  if (session.value === undefined) return html`<p class="wrap">…</p>`;
  if (session.value === null) return html`<${SignIn} title="桌码 · 门店设置" />`;
  if (!shop.value) return html`<${New} />`;
  const [, Page] = TABS[tab.value] || TABS.today;
  return html`<div class="wrap"><div class="head"><h1>${shop.value.name}</h1><button class="plain" onClick=${async () => { await api.del("/api/v1/session"); session.value = null; }}>退出</button></div>
    ${said.value && html`<p role="status" class=${said.value.good ? "good" : "bad"} onClick=${() => { said.value = null; }}>${said.value.text}</p>`}
    <${Page} shop=${shop.value} home=${`/api/v1/restaurants/${shop.value.id}`} reload=${load} /></div>
    <nav class="tabs">${Object.entries(TABS).map(([key, [name]]) => html`<button aria-current=${tab.value === key ? "page" : null} onClick=${() => { tab.value = key; location.hash = key; said.value = null; }}>${name}</button>`)}</nav>`;
}

function New() {
  const found = async (e) => {
    e.preventDefault();
    await act(() => api.post("/api/v1/restaurants", { name: new FormData(e.target).get("name"), currency: "CNY", time_zone: "Asia/Shanghai", languages: ["zh", "en"] }));
    load();
  };
  return html`<form class="sign card" onSubmit=${found}><h1>开一家店</h1><label for="name">店名</label><input id="name" name="name" maxlength="60" required /><button class="primary">开始</button></form>`;
}

render(html`<${App} />`, document.getElementById("app"));
