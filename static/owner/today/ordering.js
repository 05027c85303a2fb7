/** Staff order for a table: the table's own live cart, priced by the server, sent without waiting for approval. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { named } from "../../shared/words.js";
import { Field } from "../shell/fields.js";
import { attempt, failed } from "../shell/saying.js";
import { inWords } from "../shell/faults.js";
import { home } from "../shell/shops.js";
import { Options } from "./options.js";
import { v } from "./visit_words.js";

const SHOWN = 60;

export function StaffOrder({ state, at, act, say, back }) {
  const [dishes, setDishes] = useState([]);
  const [cart, setCart] = useState(state.cart);
  const [wanted, setWanted] = useState("");
  const [choosing, setChoosing] = useState(null);
  const key = useRef({});

  useEffect(() => {
    attempt(() => api.get(`${home.value}/menu`)).then(({ answer }) => {
      const all = (answer?.categories || []).flatMap((category) => category.items);
      setDishes([...new Map(all.map((dish) => [dish.id, dish])).values()]);
    });
  }, []);
  useEffect(() => { setCart(state.cart); }, [state.cart.version]);

  async function change(work) {
    const { answer } = await attempt(work);
    if (answer) setCart(answer);
  }

  const add = (dish, modifiers = []) => {
    setChoosing(null);
    return change(() => api.post(`${at}/cart/lines`, { item_id: dish.id, quantity: 1, modifiers }));
  };
  const set = (line, quantity) => change(() => api.put(`${at}/cart/lines/${line.id}`, { quantity }));

  /** One key for one cart: sending again after a lost answer makes no second order. */
  async function send() {
    const { version, total } = cart;
    key.current[version] = key.current[version] || newKey();
    const body = { cart_version: version, shown_total: total };
    const { answer, problem } = await attempt(
      () => api.post(`${at}/orders`, body, { key: key.current[version] }), { quiet: true },
    );
    if (problem) {
      failed.value = { text: inWords(problem) };
      if (problem.body?.cart) setCart(problem.body.cart);
      return;
    }
    await act(async () => answer);
    back();
  }

  const text = wanted.trim().toLowerCase();
  const found = dishes.filter((dish) => (
    !text || dish.initials?.includes(text) || Object.values(dish.names).some((name) => name.toLowerCase().includes(text))
  ));
  const footer = html`
    <div class="line">
      <span class="grow">
        <b class="total">${say(cart.total)}</b>
        ${cart.fees.length > 0 && html`<small> ${v("cart_fees", { fees: cart.fees.map((f) => f.text).join("、") })}</small>`}
      </span>
      <button type="button" class="button primary" disabled=${!cart.lines.length} onClick=${send}>
        ${v("send", { money: say(cart.total) })}
      </button>
    </div>`;
  return html`
    <${Sheet} title=${v("order_title", { table: state.table.label })} close=${back} footer=${footer} className="ordering">
      <div class="stack">
        ${cart.lines.length > 0 && html`<${Cart} cart=${cart} set=${set} say=${say} />`}
        <${Field} id="order-find" type="search" label=${v("find")} value=${wanted} autocomplete="off"
          onInput=${(event) => setWanted(event.target.value)} />
        <ul class="rows">
          ${found.slice(0, SHOWN).map((dish) => html`
            <${Dish} key=${dish.id} dish=${dish} say=${say}
              press=${() => (dish.modifier_groups.length ? setChoosing(dish) : add(dish))} />`)}
        </ul>
      </div>
    <//>
    ${choosing && html`
      <${Options} dish=${choosing} say=${say} add=${(chosen) => add(choosing, chosen)} close=${() => setChoosing(null)} />`}`;
}

function Dish({ dish, say, press }) {
  const from = dish.price_from > dish.price || dish.modifier_groups.some((group) => group.min > 0);
  return html`
    <li>
      <button type="button" class="row-button" disabled=${!dish.available} onClick=${press}>
        <span class="grow">${named(dish)}</span>
        <span>${from ? v("from", { money: say(dish.price_from) }) : say(dish.price)}</span>
        ${dish.available ? html`<${Icon} name="plus" />` : html`<small class="seal-text">${v("sold_out")}</small>`}
      </button>
    </li>`;
}

function Cart({ cart, set, say }) {
  return html`
    <section class="slip" aria-label=${v("cart")}>
      <ul class="rows">
        ${cart.lines.map((line) => html`
          <li key=${line.id} class="order-line">
            <span class="grow">${named(line)}
              ${line.modifiers.length > 0 && html`<small> ${line.modifiers.map((m) => m.name).join(" · ")}</small>`}</span>
            <span class="sum">${say(line.line_total)}</span>
            <button type="button" class="round-button" aria-label=${v("less", { name: named(line) })}
              onClick=${() => set(line, line.quantity - 1)}><${Icon} name="minus" size="20" /></button>
            <b aria-live="polite">${line.quantity}</b>
            <button type="button" class="round-button" aria-label=${v("more", { name: named(line) })}
              onClick=${() => set(line, line.quantity + 1)}><${Icon} name="plus" size="20" /></button>
          </li>`)}
      </ul>
    </section>`;
}
