/** 菜单: a table on a laptop with the guests' page beside it, cards on a phone. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { menuMoved } from "../shell/following.js";
import { Head } from "../shell/head.js";
import { go, part } from "../shell/route.js";
import { manages, shop } from "../shell/shops.js";
import { Availability, judging } from "./availability.js";
import { Categories } from "./categories.js";
import { Dish } from "./dish.js";
import { Finder, Wanting, matches, wanted } from "./finding.js";
import { Groups } from "./groups.js";
import { Importing } from "./importing.js";
import { Preview } from "./preview.js";
import { Dishes } from "./table.js";
import { dishes, menu, readMenu } from "./store.js";
import { t } from "./words.js";

const shown = signal(null);
const closeSheet = () => go("menu");

export function Menu() {
  useEffect(() => { readMenu(); }, [shop.value.id, menuMoved.value]);
  const ready = menu.value?.shop === shop.value.id;
  const sheet = manages.value && ready ? sheetFor(part.value) : null;
  return html`
    <div class="menu-page">
      <div class="menu-list">
        <${Head} title=${t("title")}
          about=${ready && t("about", { n: dishes.value.length, m: menu.value.categories.length })}>
          ${manages.value && html`<${Buttons} />`}
        <//>
        ${ready ? html`<${List} />` : html`<p class="quiet">${t("loading")}</p>`}
      </div>
      ${ready && dishes.value.length > 0 && html`<${Preview} />`}
    </div>
    ${sheet}
    ${judging.value && html`<${Availability} id=${judging.value} />`}`;
}

function Buttons() {
  return html`
    <a class="button small" href="#menu/import"><${Icon} name="paste" size="20" /> ${t("import")}</a>
    <a class="button primary small" href="#menu/new"><${Icon} name="plus" size="20" /> ${t("add")}</a>`;
}

function sheetFor(name) {
  if (name === "import") return html`<${Importing} close=${closeSheet} />`;
  if (name === "new") return html`<${Dish} key="new" category=${shown.value} close=${closeSheet} />`;
  if (name === "categories") return html`<${Categories} close=${closeSheet} />`;
  if (name === "groups") return html`<${Groups} close=${closeSheet} />`;
  const dish = menu.value.dishes[name];
  return dish ? html`<${Dish} key=${dish.id} dish=${dish} close=${closeSheet} />` : null;
}

function List() {
  const { categories } = menu.value;
  if (!dishes.value.length) return html`<${Nothing} />`;
  const category = categories.find((c) => c.id === shown.value) || categories[0];
  const searching = wanted.value.text || wanted.value.lack;
  const rows = searching
    ? dishes.value.filter(matches)
    : category.dishes.map((id) => menu.value.dishes[id]).filter(Boolean);
  return html`
    <${Finder} />
    ${!searching && html`<${Tabs} categories=${categories} here=${category.id} />`}
    ${searching && html`<p class="quiet" role="status">${rows.length ? t("found", { n: rows.length }) : t("nothing_found")}</p>`}
    ${rows.length > 0
      ? html`<${Dishes} rows=${rows} category=${searching ? null : category} />`
      : !searching && html`<p class="card quiet">${t("empty_category")}</p>`}
    <${Wanting} />
    ${manages.value && html`<${More} />`}`;
}

function Tabs({ categories, here }) {
  return html`
    <nav class="category-tabs" aria-label=${t("arrange")}>
      ${categories.map((c) => html`
        <button type="button" key=${c.id} aria-current=${c.id === here ? "true" : undefined}
          onClick=${() => { shown.value = c.id; }}>
          ${named(c)} ${c.dishes.length}
        </button>`)}
    </nav>`;
}

function More() {
  return html`
    <p class="line menu-more">
      <a class="link" href="#menu/categories"><${Icon} name="menu" size="20" /> ${t("arrange")}</a>
      <a class="link" href="#menu/groups"><${Icon} name="slip" size="20" /> ${t("groups")}</a>
      <span class="quiet">${t("export")}</span>
      ${["xlsx", "csv", "json"].map((kind) => html`
        <a class="link" key=${kind} download href=${`/api/v1/restaurants/${shop.value.id}/menu/export?format=${kind}`}>
          ${kind.toUpperCase()}
        </a>`)}
    </p>`;
}

function Nothing() {
  return html`
    <section class="card stack nothing">
      <h2>${t("none")}</h2>
      <p class="quiet">${t("none_about")}</p>
      ${manages.value && html`
        <div class="pair">
          <a class="button primary" href="#menu/import"><${Icon} name="paste" size="20" /> ${t("import")}</a>
          <a class="button" href="#menu/new">${t("by_hand")}</a>
        </div>`}
    </section>`;
}
