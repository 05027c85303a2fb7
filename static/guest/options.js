/** 规格: a dish with its choices, note and quantity; the price stands in the button. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { Sheet } from "../shared/sheet.js";
import { canAdd, shutBecause } from "./banner.js";
import { addDish, changeLine } from "./cart.js";
import { asModifiers, chosenOf, countIn, missingGroups, picked, preview, stepped, toggled } from "./choosing.js";
import { Stepper, Tags, otherName, told } from "./dish.js";
import { NoteField } from "./note.js";
import { show } from "./say.js";
import { dishes, price } from "./table.js";
import { close } from "./views.js";
import { lang, named, t } from "./words.js";

/** `line`: the cart's line that is being changed; without it a new one is added. */
export function Options({ item: opened, line }) {
  const item = dishes.value[opened.id] || opened;
  const [chosen, choose] = useState(chosenOf(line));
  const [quantity, count] = useState(line?.quantity || 1);
  const [note, write] = useState(line?.note || "");
  const [tried, tryIt] = useState(false);
  const [busy, work] = useState(false);
  const missing = missingGroups(item, chosen);

  async function add() {
    tryIt(true);
    if (missing.length) return pointTo(missing[0]);
    if (!line) {
      addDish(item, quantity, asModifiers(chosen), note.trim());
      told(item);
      return close();
    }
    work(true);
    try {
      await changeLine(line, quantity, asModifiers(chosen), note.trim());
      close();
    } catch (problem) {
      show(problem.status ? problem.message : t("noAnswer"), { error: true });
    } finally {
      work(false);
    }
  }

  const total = price(preview(item, chosen) * quantity);
  const open = item.available && canAdd();
  const footer = html`
    <div class="options-foot">
      <${Stepper} name=${named(item)} count=${quantity} least=${1} disabled=${quantity >= 99}
        less=${() => count(quantity - 1)} more=${() => count(quantity + 1)} />
      <button type="button" class="button primary" disabled=${!open || busy} onClick=${add}>
        ${label(item, line, busy, total)}
      </button>
    </div>`;
  return html`
    <${Sheet} title=${named(item)} className="options" heading=${html`<${Heading} item=${item} />`} close=${close}
      closeLabel=${t("close")} footer=${footer}>
      ${item.modifier_groups.map((group) => html`
        <${Group} key=${group.id} item=${item} group=${group} chosen=${chosen} choose=${choose} bad=${tried && missing.includes(group)} />`)}
      <${NoteField} value=${note} write=${write} without=${choiceNames(item)} />
    </${Sheet}>`;
}

const choiceNames = (item) => item.modifier_groups.flatMap((group) => group.modifiers.map((m) => m.name));

function label(item, line, busy, total) {
  if (!item.available) return t("soldOut");
  if (shutBecause()) return shutBecause();
  if (busy) return t("adding");
  return t(line ? "saveAt" : "addAt", { price: total });
}

/** The group that still wants a choice comes into view, and its name is said. */
function pointTo(group) {
  const box = document.getElementById(`g-${group.id}`);
  box.scrollIntoView({ block: "center" });
  box.querySelector("button:not(:disabled)")?.focus({ preventScroll: true });
  show(t("notChosen", { group: group.name }), { error: true });
}

function Heading({ item }) {
  const other = otherName(item);
  return html`
    <div class="dish-heading">
      ${item.image_url && html`<img src=${item.image_url} alt="" width="96" height="96" decoding="async" />`}
      <div>
        <h2>${named(item)}</h2>
        ${other && html`<p class="other" lang=${lang.value === "zh" ? "en" : "zh-CN"}>${other}</p>`}
        ${item.description && html`<p class="describes">${item.description}</p>`}
        <${Tags} item=${item} />
      </div>
    </div>`;
}

function Group({ item, group, chosen, choose, bad }) {
  const cards = isSize(item, group);
  return html`
    <fieldset class=${`group${bad ? " bad" : ""}${cards ? " cards" : ""}`} id=${`g-${group.id}`}>
      <legend>${group.name} <${Rule} group=${group} chosen=${chosen} /></legend>
      <div class="choices">
        ${group.modifiers.map((modifier) => html`
          <${Choice} key=${modifier.id} group=${group} modifier=${modifier} chosen=${chosen} choose=${choose}
            whole=${cards ? item.price + modifier.price : null} />`)}
      </div>
    </fieldset>`;
}

function Rule({ group, chosen }) {
  const what = picked(group, chosen).map((m) => (chosen[m.id] > 1 ? `${m.name}×${chosen[m.id]}` : m.name));
  if (what.length && countIn(group, chosen) >= group.min) {
    return html`<small class="rule done">${t("chosen", { what: what.join(t("comma")) })}</small>`;
  }
  return html`<small class=${`rule${group.min ? " must" : ""}`}>${rule(group)}</small>`;
}

function rule({ min, max, modifiers }) {
  if (min && min === max) return t("mustChoose", { n: min });
  if (min) return t("mustRange", { min, max });
  if (max === 1) return t("mayOne");
  return max >= modifiers.length ? t("mayMany") : t("mayUpTo", { n: max });
}

/** Portions: the one choice that sets the price is shown with the whole price. */
function isSize(item, group) {
  const priced = item.modifier_groups.filter((each) => each.min > 0 && each.modifiers.some((m) => m.price));
  return group.max === 1 && priced.length === 1 && priced[0] === group;
}

/** "小份（约 500 克）" in two lines. */
function parted(name) {
  const found = name.match(/^(.+?)\s*[（(](.+)[）)]$/);
  return found ? [found[1], found[2]] : [name, ""];
}

function Choice({ group, modifier, chosen, choose, whole }) {
  const times = chosen[modifier.id] || 0;
  const [name, more] = whole === null ? [modifier.name, ""] : parted(modifier.name);
  if (!modifier.available) {
    return html`<button type="button" class="choice" disabled>${modifier.name}<span class="extra">${t("out")}</span></button>`;
  }
  const extra = modifier.price ? html`<span class="extra">+${price(modifier.price)}</span>` : null;
  const button = html`
    <button type="button" class="choice" aria-pressed=${String(times > 0)}
      onClick=${() => choose(toggled(group, modifier, chosen))}>
      ${times > 0 && html`<${Icon} name="check" size="18" />`}<span>${name}${whole !== null && ` ${price(whole)}`}</span>${whole === null && extra}
      ${more && html`<small>${more}</small>`}
    </button>`;
  if (modifier.max_quantity < 2 || !times) return button;
  return html`
    <span class="choice-many">
      ${button}
      <${Stepper} name=${modifier.name} count=${times} less=${() => choose(stepped(group, modifier, chosen, -1))}
        more=${() => choose(stepped(group, modifier, chosen, 1))} />
    </span>`;
}
