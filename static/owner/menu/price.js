/** A price that becomes a field where it stands. Enter or leaving saves, Escape leaves it as it was. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { amount, money, parseMoney, signOf } from "../../shared/money.js";
import { named } from "../../shared/words.js";
import { failed } from "../shell/saying.js";
import { manages, shop } from "../shell/shops.js";
import { setPrice } from "./store.js";
import { t } from "./words.js";

export function Price({ dish }) {
  const [editing, setEditing] = useState(false);
  const { currency } = shop.value;
  const shown = dish.price_from > dish.price
    ? t("from", { price: money(dish.price_from, currency) }) : money(dish.price, currency);
  if (!manages.value) return html`<span class="price-text">${shown}</span>`;
  if (editing) return html`<${Editing} dish=${dish} done=${() => setEditing(false)} />`;
  return html`
    <button type="button" class="price-text" aria-label=${`${t("price_of", { name: named(dish) })} ${shown}`}
      onClick=${() => setEditing(true)}>${shown}</button>`;
}

function Editing({ dish, done }) {
  const { currency } = shop.value;
  const box = useRef(null);
  const over = useRef(false);
  const [text, setText] = useState(() => amount(dish.price, currency).replace(/,/g, ""));
  const [bad, setBad] = useState(false);
  useEffect(() => box.current.select(), []);

  async function save() {
    if (over.current) return;
    const price = parseMoney(text, currency);
    if (price === null) {
      setBad(true);
      failed.value = { text: t("price_bad") };
      box.current.focus();
      return;
    }
    over.current = true;
    if (price === dish.price || await setPrice(dish, price)) done();
    else over.current = false;
  }

  function press(event) {
    if (event.key === "Enter") save();
    if (event.key === "Escape") {
      over.current = true;
      done();
    }
  }

  return html`
    <span class="price-field">
      <span aria-hidden="true">${signOf(currency)}</span>
      <input ref=${box} inputmode="decimal" autocomplete="off" value=${text} aria-invalid=${bad ? "true" : undefined}
        aria-label=${t("price_of", { name: named(dish) })} onInput=${(event) => setText(event.target.value)}
        onKeyDown=${press} onBlur=${save} />
    </span>`;
}
