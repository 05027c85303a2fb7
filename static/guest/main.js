/** The guest's page: 工 layout, options, cart, confirm, status, bill. */
import { html } from "htm/preact";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { money } from "../shared/money.js";
import { Sheets } from "./sheets.js";
import { addDish, begin, cart, currency, inCart, menu, named, offline, problem, sheet, speak, state, tableLabel, takeOne } from "./table.js";
import { lang, t } from "./words.js";

const yuan = (minor) => money(minor, currency);

function Header() {
  const s = state.value;
  return html`<header class="bar"><button class="block" onClick=${() => { sheet.value = { kind: "covers" }; }}>${tableLabel}</button>
    <h1>${menu.value.restaurant.name}<small>${s ? t("people", { n: s.visit.covers || "–", m: s.guests.length }) : ""}</small></h1>
    <div class="tools"><button onClick=${() => speak(lang.value === "zh" ? "en" : "zh")}>${lang.value === "zh" ? "EN" : "中文"}</button>
    <button onClick=${() => document.body.classList.toggle("large")}>${t("large")}</button>
    <button onClick=${() => { sheet.value = { kind: "call" }; }}>${t("call")}</button></div></header>`;
}

function Dish({ item }) {
  const count = inCart(item.id);
  const plain = !item.modifier_groups.length;
  return html`<article class=${`dish${item.available ? "" : " out"}`}>
    ${item.image_url && html`<img src=${item.image_url} alt="" width="88" height="88" loading="lazy" />`}
    <div><h3>${named(item)}</h3>${lang.value === "zh" ? null : html`<small lang="zh">${item.names?.zh}</small>`}
    ${item.description && html`<p>${item.description}</p>`}<small>${[...item.tags, ...item.allergens.map((a) => `含 ${a}`)].join(" · ")}</small>
    <div class="row"><b class="price">${yuan(item.price_from)}${plain ? "" : html` <i>${t("from")}</i>`}</b>
    ${!item.available ? html`<small>${t("soldOut")}</small>` : plain ? html`<span class="step">
      ${count > 0 && html`<button aria-label=${`− ${named(item)}`} onClick=${() => takeOne(item.id)}><span>−</span></button><b>${count}</b>`}
      <button class="add" aria-label=${`+ ${named(item)}`} onClick=${() => addDish(item)}><span>+</span></button></span>`
    : html`<button class="choose" onClick=${() => { sheet.value = { kind: "options", item }; }}>${t("choose")}${count ? ` · ${count}` : ""}</button>`}</div></div></article>`;
}

function Menu() {
  const [words, search] = useState("");
  const [here, be] = useState("");
  const query = words.trim().toLowerCase();
  const shown = menu.value.categories.map((c) => ({ ...c, items: c.items.filter((i) => !query || i.name.toLowerCase().includes(query)
    || (i.names?.zh || "").includes(query) || i.initials.includes(query)) })).filter((c) => c.items.length);
  useEffect(() => {
    const seen = new IntersectionObserver((entries) => { for (const e of entries) if (e.isIntersecting) be(e.target.id); }, { rootMargin: "-80px 0px -70% 0px" });
    document.querySelectorAll(".list section").forEach((s) => seen.observe(s));
    return () => seen.disconnect();
  }, [menu.value, query]);
  return html`<div class="search"><input type="search" aria-label=${t("search")} placeholder=${t("search")} value=${words} onInput=${(e) => search(e.target.value)} /></div>
  <main class="menu"><nav class="rail">${shown.map((c) => html`<a key=${c.id} href=${`#c-${c.id}`} class=${here === `c-${c.id}` ? "here" : ""}>${named(c)}</a>`)}</nav>
  <div class="list">${shown.map((c) => html`<section key=${c.id} id=${`c-${c.id}`}><h2>${named(c)} · ${c.items.length}</h2>
    ${c.items.map((item) => html`<${Dish} key=${item.id} item=${item} />`)}</section>`)}<p class="note">${t("paper")}</p></div></main>`;
}

function Slip() {
  const c = cart.value;
  const count = c.lines.reduce((n, l) => n + l.quantity, 0);
  const sent = (state.value?.orders || []).filter((o) => o.status !== "cancelled").flatMap((o) => o.lines).length;
  return html`<div class="slip"><button class="sum" onClick=${() => { sheet.value = { kind: count ? "cart" : "status" }; }}>
    ${count ? html`<b>${yuan(c.total)}</b> <span class="badge">${count}</span><small>${c.fees.map((f) => `${t("incl")}${f.text} `)}· ${t("unsent")}</small>`
    : html`<b>${sent ? t("orders", { n: sent }) : t("empty")}</b>`}</button>
    ${count ? html`<button class="primary" onClick=${() => { sheet.value = { kind: "confirm" }; }}>${t("review")}</button>`
    : sent ? html`<button class="primary" onClick=${() => { sheet.value = { kind: "bill" }; }}>${t("pay")}</button>` : null}</div>`;
}

function App() {
  useEffect(() => { begin(); }, []);
  return html`<${Header} />${offline.value && html`<p class="offline" role="alert">${t("offline")}</p>`}
    ${state.value?.visit.status === "closed" && html`<p class="offline">${t("closed")}</p>`}
    <${Menu} /><${Slip} /><${Sheets} />
    <p class=${problem.value ? "toast" : "hidden"} role="status" onClick=${() => { problem.value = ""; }}>${problem.value}</p>
    <p class="hidden" role="status">${cart.value.lines.length ? `${t("total")} ${yuan(cart.value.total)}` : ""}</p>`;
}

document.getElementById("app").textContent = "";
render(html`<${App} />`, document.getElementById("app"));
window.addEventListener("keydown", (e) => { if (e.key === "Escape") sheet.value = null; });
