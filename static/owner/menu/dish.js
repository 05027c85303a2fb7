/** One dish: names, price, where it stands, what guests should know. Unsaved text is kept on this device. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { amount, parseMoney, signOf } from "../../shared/money.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { named } from "../../shared/words.js";
import { ask } from "../shell/confirm.js";
import { Field } from "../shell/fields.js";
import { inWords } from "../shell/faults.js";
import { go } from "../shell/route.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { DishCategories } from "./dish_categories.js";
import { DishGroups } from "./dish_groups.js";
import { DishKitchen, DishStation } from "./dish_kitchen.js";
import { Picture } from "./image.js";
import { menu, readMenu } from "./store.js";
import { t } from "./words.js";

const listed = (text) => [...new Set(text.split(/[,，、;；\n]/).map((each) => each.trim()).filter(Boolean))];

export function Dish({ dish, category, close }) {
  const kept = `zhuoma:draft:${shop.value.id}:dish:${dish?.id || "new"}`;
  const [form, setForm] = useState(() => ({ ...begun(dish, category), ...JSON.parse(localStorage.getItem(kept)) }));
  const [drafted, setDrafted] = useState(() => localStorage.getItem(kept) !== null);
  const [faults, setFaults] = useState({});
  const [busy, setBusy] = useState(false);
  const { currency } = shop.value;
  const set = (change) => setForm((old) => ({ ...old, ...change }));
  const input = (name) => ({ value: form[name], onInput: (event) => set({ [name]: event.target.value }) });

  useEffect(() => {
    if (JSON.stringify(form) === JSON.stringify(begun(dish, category))) localStorage.removeItem(kept);
    else localStorage.setItem(kept, JSON.stringify(form));
  }, [form]);

  function discard() {
    localStorage.removeItem(kept);
    setForm(begun(dish, category));
    setDrafted(false);
  }

  async function save(event) {
    event.preventDefault();
    const found = check(form, currency);
    setFaults(found);
    if (Object.keys(found).length) {
      document.querySelector(".dish [aria-invalid='true']")?.focus();
      return;
    }
    setBusy(true);
    const { answer, problem } = await attempt(() => send(dish, form), { quiet: true });
    setBusy(false);
    if (problem) {
      setFaults({ whole: inWords(problem) });
      return;
    }
    localStorage.removeItem(kept);
    await readMenu();
    if (dish) close();
    else go(`menu/${answer.id}`);
  }

  async function remove() {
    const name = named(dish);
    const sure = await ask({ title: t("remove_title", { name }), text: t("remove_text"), yes: t("remove_yes") });
    if (!sure) return;
    const { problem } = await attempt(() => api.del(`${home.value}/menu-items/${dish.id}`));
    if (problem) return;
    localStorage.removeItem(kept);
    close();
    readMenu();
  }

  const footer = html`
    ${faults.whole && html`<p class="notice bad" role="alert">${faults.whole}</p>`}
    <div class="line">
      <small class="grow">${t("at_once")}</small>
      <button type="submit" form="dish" class="button primary" disabled=${busy}>${t(busy ? "saving" : "save")}</button>
    </div>`;
  return html`
    <${Sheet} title=${dish ? named(dish) : t("new_dish")} close=${close} footer=${footer} className="dish">
      <form id="dish" class="stack" onSubmit=${save} novalidate>
        ${drafted && html`
          <p class="notice info line"><span class="grow">${t("draft")}</span>
            <button type="button" class="link" onClick=${discard}>${t("draft_drop")}</button></p>`}
        <div class="two">
          <${Field} id="dish-zh" label=${t("name_zh")} maxlength="120" ...${input("zh")} fault=${faults.names} />
          <${Field} id="dish-en" label=${t("name_en")} maxlength="120" lang="en" ...${input("en")} />
        </div>
        <div class="two">
          <${Field} id="dish-price" label=${t("price_label", { unit: signOf(currency).trim() })} inputmode="decimal"
            autocomplete="off" ...${input("price")} fault=${faults.price} />
          <${DishStation} form=${form} set=${set} />
        </div>
        <${DishKitchen} form=${form} set=${set} />
        <${DishCategories} chosen=${form.category_ids} set=${(category_ids) => set({ category_ids })} fault=${faults.categories} />
        <${DishGroups} chosen=${form.group_ids} set=${(group_ids) => set({ group_ids })} />
        <${Picture} dish=${dish} />
        <${Field} id="dish-tags" label=${t("tags")} ...${input("tags")} />
        <${Field} id="dish-allergens" label=${t("allergens")} ...${input("allergens")} />
        <${Field} id="dish-desc-zh" label=${t("desc_zh")}
          control=${(tied) => html`<textarea rows="2" maxlength="1000" ...${tied} ...${input("desc_zh")}></textarea>`} />
        <${Field} id="dish-desc-en" label=${t("desc_en")}
          control=${(tied) => html`<textarea rows="2" maxlength="1000" lang="en" ...${tied} ...${input("desc_en")}></textarea>`} />
        ${dish && html`<button type="button" class="button danger" onClick=${remove}>${t("remove")}</button>`}
      </form>
    <//>`;
}

function begun(dish, category) {
  const first = category || menu.value.categories[0]?.id;
  if (!dish) {
    return {
      zh: "", en: "", price: "", station_ids: [], stations_finish: "each", course: 0,
      category_ids: first ? [first] : [], group_ids: [], tags: "", allergens: "", desc_zh: "", desc_en: "",
    };
  }
  return {
    zh: dish.names.zh || "",
    en: dish.names.en || "",
    price: amount(dish.price, shop.value.currency).replace(/,/g, ""),
    station_ids: dish.station_ids,
    stations_finish: dish.stations_finish,
    course: dish.course,
    category_ids: dish.category_ids,
    group_ids: dish.group_ids,
    tags: dish.tags.join("，"),
    allergens: dish.allergens.join("，"),
    desc_zh: dish.descriptions.zh || "",
    desc_en: dish.descriptions.en || "",
  };
}

function check(form, currency) {
  const found = {};
  if (!form.zh.trim() && !form.en.trim()) found.names = t("name_fault");
  if (parseMoney(form.price, currency) === null) found.price = t("price_bad");
  if (!form.category_ids.length) found.categories = t("categories_fault");
  return found;
}

/** Languages that this page does not show are kept as they are. */
function send(dish, form) {
  const said = (old, zh, en) => {
    const all = { ...(old || {}), zh: zh.trim(), en: en.trim() };
    return Object.fromEntries(Object.entries(all).filter(([, text]) => text));
  };
  const body = {
    names: said(dish?.names, form.zh, form.en),
    descriptions: said(dish?.descriptions, form.desc_zh, form.desc_en),
    price: parseMoney(form.price, shop.value.currency),
    station_ids: form.station_ids,
    stations_finish: form.stations_finish,
    course: form.course,
    category_ids: form.category_ids,
    group_ids: form.group_ids,
    tags: listed(form.tags),
    allergens: listed(form.allergens),
  };
  return dish ? api.patch(`${home.value}/menu-items/${dish.id}`, body) : api.post(`${home.value}/menu-items`, body);
}
