/** One group of choices as a form. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { amount, parseMoney, signOf } from "../../shared/money.js";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { createWords, named } from "../../shared/words.js";
import { ask } from "../shell/confirm.js";
import { Field } from "../shell/fields.js";
import { faultOf, inWords } from "../shell/faults.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { readMenu } from "./store.js";

const t = createWords({
  new: ["加规格组", "New group"],
  zh: ["名称，如 辣度", "Name, such as Heat"],
  en: ["英文名（可后补）", "English name (may wait)"],
  min: ["最少选几个", "At least"],
  max: ["最多选几个", "At most"],
  choices: ["选项", "Choices"],
  choice: ["选项 {n}", "Choice {n}"],
  choice_en: ["英文", "English"],
  price: ["加价（{unit}）", "Extra ({unit})"],
  most: ["最多几份", "How many"],
  on: ["在售", "On"],
  add: ["加一个选项", "Add a choice"],
  drop: ["去掉选项 {n}", "Drop choice {n}"],
  save: ["保存", "Save"],
  remove: ["删除这组规格", "Remove this group"],
  remove_title: ["删除「{name}」？", "Remove {name}?"],
  remove_text: ["有菜在用时删不掉，先从那些菜上拿下。", "While dishes use it, it stays; take it off them first."],
  remove_yes: ["删除", "Remove"],
  name_fault: ["写个名称", "Needs a name"],
  price_fault: ["加价写成数字，不加价写 0", "A number; 0 for no extra"],
  bounds_fault: ["最少不能多过最多，选项要够选", "Not more at least than at most, and enough choices for it"],
});
const blank = () => ({ zh: "", en: "", price: "0", max_quantity: "1", available: true });

export function GroupForm({ group, close }) {
  const { currency } = shop.value;
  const [form, setForm] = useState(() => begun(group, currency));
  const [faults, setFaults] = useState({});
  const set = (change) => setForm({ ...form, ...change });
  const setChoice = (n, change) => set({ modifiers: form.modifiers.map((m, i) => (i === n ? { ...m, ...change } : m)) });

  async function save(event) {
    event.preventDefault();
    const found = check(form, currency);
    setFaults(found);
    if (Object.keys(found).length) return;
    const body = bodyOf(group, form, currency);
    const at = `${home.value}/modifier-groups`;
    const { problem } = await attempt(() => (group ? api.patch(`${at}/${group.id}`, body) : api.post(at, body)), { quiet: true });
    if (problem) {
      const bounds = ["min", "max", "modifiers"].some((field) => faultOf(problem, field));
      setFaults(bounds ? { bounds: t("bounds_fault") } : { whole: inWords(problem) });
      return;
    }
    await readMenu();
    close();
  }

  async function remove() {
    if (!await ask({ title: t("remove_title", { name: named(group) }), text: t("remove_text"), yes: t("remove_yes") })) return;
    const { problem } = await attempt(() => api.del(`${home.value}/modifier-groups/${group.id}`));
    await readMenu();
    if (!problem) close();
  }

  const footer = html`
    ${(faults.whole || faults.bounds) && html`<p class="notice bad" role="alert">${faults.whole || faults.bounds}</p>`}
    <button form="group" class="button primary wide">${t("save")}</button>`;
  return html`
    <${Sheet} title=${group ? named(group) : t("new")} close=${close} footer=${footer} className="group">
      <form id="group" class="stack" onSubmit=${save} novalidate>
        <div class="two">
          <${Field} id="group-zh" label=${t("zh")} value=${form.zh} maxlength="120" fault=${faults.names}
            onInput=${(event) => set({ zh: event.target.value })} />
          <${Field} id="group-en" label=${t("en")} value=${form.en} maxlength="120" lang="en"
            onInput=${(event) => set({ en: event.target.value })} />
        </div>
        <div class="two">
          <${Field} id="group-min" label=${t("min")} inputmode="numeric" value=${form.min}
            onInput=${(event) => set({ min: event.target.value })} />
          <${Field} id="group-max" label=${t("max")} inputmode="numeric" value=${form.max}
            onInput=${(event) => set({ max: event.target.value })} />
        </div>
        <fieldset class="choices">
          <legend>${t("choices")}</legend>
          ${form.modifiers.map((modifier, n) => html`
            <${Choice} key=${n} n=${n} modifier=${modifier} unit=${signOf(currency).trim()} fault=${faults[n]}
              set=${(change) => setChoice(n, change)} single=${form.modifiers.length === 1}
              drop=${() => set({ modifiers: form.modifiers.filter((_, i) => i !== n) })} />`)}
          <button type="button" class="button" onClick=${() => set({ modifiers: [...form.modifiers, blank()] })}>
            <${Icon} name="plus" size="20" /> ${t("add")}
          </button>
        </fieldset>
        ${group && html`<button type="button" class="button danger" onClick=${remove}>${t("remove")}</button>`}
      </form>
    <//>`;
}

function Choice({ n, modifier, unit, fault, set, drop, single }) {
  const id = (name) => `choice-${n}-${name}`;
  const input = (name) => ({ value: modifier[name], onInput: (event) => set({ [name]: event.target.value }) });
  return html`
    <div class="one-choice">
      <${Field} id=${id("zh")} label=${t("choice", { n: n + 1 })} maxlength="120" ...${input("zh")} fault=${fault} />
      <${Field} id=${id("en")} label=${t("choice_en")} maxlength="120" lang="en" ...${input("en")} />
      <${Field} id=${id("price")} label=${t("price", { unit })} inputmode="decimal" ...${input("price")} />
      <${Field} id=${id("most")} label=${t("most")} inputmode="numeric" ...${input("max_quantity")} />
      <label class="check">
        <input type="checkbox" checked=${modifier.available} onChange=${(event) => set({ available: event.target.checked })} />
        ${t("on")}
      </label>
      <button type="button" class="round-button" disabled=${single} aria-label=${t("drop", { n: n + 1 })} onClick=${drop}>
        <${Icon} name="trash" size="20" />
      </button>
    </div>`;
}

function begun(group, currency) {
  if (!group) return { zh: "", en: "", min: "1", max: "1", modifiers: [blank(), blank()] };
  return {
    zh: group.names.zh || "",
    en: group.names.en || "",
    min: String(group.min),
    max: String(group.max),
    modifiers: group.modifiers.map((m) => ({
      id: m.id,
      names: m.names,
      zh: m.names.zh || "",
      en: m.names.en || "",
      price: amount(m.price, currency).replace(/,/g, ""),
      max_quantity: String(m.max_quantity),
      available: m.available,
    })),
  };
}

function check(form, currency) {
  const found = {};
  const whole = (text) => /^\d{1,2}$/.test(String(text).trim());
  if (!form.zh.trim() && !form.en.trim()) found.names = t("name_fault");
  if (!whole(form.min) || !whole(form.max) || Number(form.min) > Number(form.max) || Number(form.max) < 1) {
    found.bounds = t("bounds_fault");
  }
  form.modifiers.forEach((m, n) => {
    if (!m.zh.trim() && !m.en.trim()) found[n] = t("name_fault");
    else if (parseMoney(m.price || "0", currency) === null || !whole(m.max_quantity)) found[n] = t("price_fault");
  });
  return found;
}

function bodyOf(group, form, currency) {
  const said = (old, zh, en) => Object.fromEntries(
    Object.entries({ ...(old || {}), zh: zh.trim(), en: en.trim() }).filter(([, text]) => text),
  );
  return {
    names: said(group?.names, form.zh, form.en),
    min: Number(form.min),
    max: Number(form.max),
    modifiers: form.modifiers.map((m) => ({
      ...(m.id ? { id: m.id } : {}),
      names: said(m.names, m.zh, m.en),
      price: parseMoney(m.price || "0", currency),
      max_quantity: Math.max(1, Number(m.max_quantity)),
      available: m.available,
    })),
  };
}
