/** One row of the menu: both names, what is in it, its price, and the one control that it needs. */
import { html } from "htm/preact";
import { signOf, amount } from "../shared/money.js";
import { canAdd } from "./banner.js";
import { addDish, countOf, takeOne } from "./cart.js";
import { say } from "./say.js";
import { cart, currency, price } from "./table.js";
import { open } from "./views.js";
import { lang, named, t } from "./words.js";

const HOT = /辣|hot|mild|spicy/i;
const MILD = /不辣|not hot/i;

export const needsChoice = (item) => item.modifier_groups.some((group) => group.min > 0);

/** Whether a required choice can make it dearer: then the price is "from". */
export const isFrom = (item) =>
  item.modifier_groups.some((group) => group.min > 0 && new Set(group.modifiers.map((m) => m.price)).size > 1);

export function Dish({ item, seen = false }) {
  const details = () => open({ kind: "options", item });
  const other = otherName(item);
  return html`
    <li class=${`dish${item.available ? "" : " out"}`}>
      ${item.image_url && html`<img class="photo" src=${smallImage(item.image_url)} alt="" width="88" height="88" loading=${seen ? "eager" : "lazy"}
        decoding="async" onClick=${details} />`}
      <div class="about">
        <h3><button type="button" onClick=${details}>${named(item)}</button></h3>
        ${other && html`<p class="other" lang=${lang.value === "zh" ? "en" : "zh-CN"}>${other}</p>`}
        <p class="describes">${item.description}</p>
        <${Tags} item=${item} />
        <div class="row">
          <${Price} minor=${item.price_from} from=${isFrom(item)} />
          <${Control} item=${item} />
        </div>
      </div>
    </li>`;
}

/** The 176-px copy of an uploaded photo; a drawing has one size. */
const smallImage = (url) => url.replace(/(\/images\/[^/]+)\.webp$/, "$1-176.webp");

/** The name in the other language, where there is one: guests can show the Chinese line to the staff. */
export function otherName(item) {
  const other = item.names[lang.value === "zh" ? "en" : "zh"];
  return other && other !== named(item) ? other : "";
}

export function Tags({ item }) {
  const few = item.available && item.left !== null && item.left <= 9;
  if (!item.tags.length && !item.allergens.length && !few) return null;
  return html`
    <p class="tags">
      ${item.tags.map((tag) => html`<span class=${`tag${HOT.test(tag) && !MILD.test(tag) ? " hot" : ""}`}>${tag}</span>`)}
      ${item.allergens.length > 0 && html`
        <span class="tag outline">${t("contains", { list: item.allergens.join(t("comma")) })}</span>`}
      ${few && html`<span class="tag few">${t("left", { n: item.left })}</span>`}
    </p>`;
}

export function Price({ minor, from }) {
  return html`
    <span class="price"><b><small>${signOf(currency)}</small>${amount(minor, currency)}</b>${from && html`<i>${t("from")}</i>`}</span>`;
}

function Control({ item }) {
  const count = countOf(item.id).value;
  if (!item.available) return html`<span class="sold-out">${t("soldOut")}</span>`;
  if (needsChoice(item)) {
    return html`
      <button type="button" class="choose" disabled=${!canAdd()} aria-label=${t("chooseFor", { dish: named(item) })}
        onClick=${() => open({ kind: "options", item })}>
        ${t("choose")}${count > 0 && html`<b class="count"><span class="unseen">${t("inCart", { n: "" })}</span>${count}</b>`}
      </button>`;
  }
  return html`
    <${Stepper} name=${named(item)} count=${count} disabled=${!canAdd()}
      less=${() => { takeOne(item.id); told(item); }} more=${() => { addDish(item); told(item); }} />`;
}

/** 30-px discs in 44-px targets; the plus stays where it is when the minus appears. */
export function Stepper({ name, count, less, more, disabled = false, least = 0 }) {
  return html`
    <span class="stepper">
      ${(count > 0 || least > 0) && html`
        <button type="button" class="less" disabled=${count <= least} aria-label=${t("takeOne", { dish: name })} onClick=${less}></button>`}
      ${count > 0 && html`<b>${count}</b>`}
      <button type="button" class="more" disabled=${disabled} aria-label=${t("addOne", { dish: name })} onClick=${more}></button>
    </span>`;
}

/** For who does not see the number change. */
export function told(item) {
  const n = countOf(item.id).value;
  const total = cart.value.total ? price(cart.value.total) : "";
  say(total ? t("cartAnnounced", { dish: named(item), n, total }) : t("cartAnnouncedOnly", { dish: named(item), n }));
}
