/** Categories: names, the station that their dishes go to, their order by dragging or by buttons. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { createWords, named } from "../../shared/words.js";
import { SavedField } from "../shell/autosave.js";
import { ask } from "../shell/confirm.js";
import { Field, Select } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { menu, moved, orderCategories, readMenu } from "./store.js";

const t = createWords({
  title: ["分类", "Categories"],
  about: ["客人的菜单照这个顺序。", "Guests see them in this order."],
  zh: ["中文名", "Chinese name"],
  en: ["英文名", "English name"],
  fault: ["1 到 60 个字", "1 to 60 characters"],
  station: ["送到", "Made at"],
  default: ["默认档口", "the default station"],
  dishes: ["{n} 道", "{n} dishes"],
  up: ["{name} 上移", "Move {name} up"],
  down: ["{name} 下移", "Move {name} down"],
  drag: ["拖动 {name}", "Drag {name}"],
  remove: ["删除 {name}", "Remove {name}"],
  remove_title: ["删除分类「{name}」？", "Remove the category {name}?"],
  remove_text: ["里面的菜如果只在这个分类，要先移走。", "Dishes that stand only here have to be moved first."],
  remove_yes: ["删除", "Remove"],
  new: ["新分类", "New category"],
  add: ["加分类", "Add"],
});

export function Categories({ close }) {
  const { categories } = menu.value;
  const [dragged, setDragged] = useState(null);
  const ids = categories.map((c) => c.id);

  function drop(onto) {
    if (dragged && dragged !== onto) orderCategories(moved(ids, dragged, ids.indexOf(onto)));
    setDragged(null);
  }

  return html`
    <${Sheet} title=${t("title")} close=${close} className="categories">
      <p class="quiet">${t("about")}</p>
      <ol class="rows">
        ${categories.map((c, n) => html`
          <li key=${c.id} class="category" draggable="true" data-dragged=${dragged === c.id}
            onDragStart=${() => setDragged(c.id)} onDragOver=${(event) => event.preventDefault()}
            onDrop=${() => drop(c.id)} onDragEnd=${() => setDragged(null)}>
            <${Category} category=${c} n=${n} last=${ids.length - 1} move=${(to) => orderCategories(moved(ids, c.id, to))} />
          </li>`)}
      </ol>
      <${Add} />
    <//>`;
}

function Category({ category, n, last, move }) {
  const at = `${home.value}/categories/${category.id}`;
  const name = named(category);
  const { stations } = menu.value;

  const rename = (language) => async (text) => {
    const names = { ...category.names, [language]: text.trim() };
    if (!names[language]) delete names[language];
    await api.patch(at, { names });
    readMenu();
  };

  async function station(id) {
    await attempt(() => api.patch(at, { station_id: id || null }));
    readMenu();
  }

  async function remove() {
    if (!await ask({ title: t("remove_title", { name }), text: t("remove_text"), yes: t("remove_yes") })) return;
    await attempt(() => api.del(at));
    readMenu();
  }

  return html`
    <span class="sorting">
      <button type="button" disabled=${n === 0} aria-label=${t("up", { name })} onClick=${() => move(n - 1)}>
        <${Icon} name="up" size="20" />
      </button>
      <button type="button" disabled=${n === last} aria-label=${t("down", { name })} onClick=${() => move(n + 1)}>
        <${Icon} name="down" size="20" />
      </button>
    </span>
    <div class="grow stack">
      <div class="two">
        ${["zh", "en"].map((language) => html`
          <${SavedField} key=${language} id=${`category-${category.id}-${language}`} label=${t(language)} lang=${language}
            value=${category.names[language] || ""} draft=${`${shop.value.id}:category:${category.id}:${language}`}
            field="names" wrong=${t("fault")} save=${rename(language)} maxlength="60" />`)}
      </div>
      <div class="line">
        <${Select} id=${`category-${category.id}-station`} label=${t("station")} value=${category.station_id || ""}
          onChange=${station} options=${[["", t("default")], ...stations.map((s) => [s.id, named(s)])]} />
        <small class="grow">${t("dishes", { n: category.dishes.length })}</small>
        <button type="button" class="round-button" aria-label=${t("remove", { name })} onClick=${remove}>
          <${Icon} name="trash" size="20" />
        </button>
      </div>
    </div>`;
}

function Add() {
  async function add(event) {
    event.preventDefault();
    const form = event.target;
    const name = new FormData(form).get("name").trim();
    if (!name) return;
    const { answer } = await attempt(() => api.post(`${home.value}/categories`, { names: { zh: name } }));
    if (answer) form.reset();
    readMenu();
  }
  return html`
    <form class="adding" onSubmit=${add}>
      <${Field} id="category-new" name="name" label=${t("new")} maxlength="60" autocomplete="off" />
      <button class="button">${t("add")}</button>
    </form>`;
}
