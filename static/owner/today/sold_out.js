/** What is sold out, back with one tap; two taps set another dish. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { clockTime } from "../../shared/time.js";
import { named } from "../../shared/words.js";
import { Field } from "../shell/fields.js";
import { readDay } from "../shell/following.js";
import { attempt, offerUndo } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { t } from "./words.js";

const choosing = signal(false);

async function setAvailable(dish, available) {
  const post = (value) => api.post(`${home.value}/menu-items/${dish.id}/availability`, { available: value });
  const { problem } = await attempt(() => post(available));
  await readDay();
  if (problem) return;
  offerUndo(t(available ? "restored" : "now_sold_out", { name: named(dish) }), async () => {
    await attempt(() => post(!available));
    readDay();
  });
}

export function SoldOut({ today }) {
  const back = (dish) => (
    dish.sold_out_until
      ? t("back_at", { time: clockTime(dish.sold_out_until, { timeZone: shop.value.time_zone }) })
      : t("stays_off")
  );
  return html`
    <section>
      <h2 class="over">
        <span class="grow">${t("sold_out")}</span>
        <button type="button" class="link" onClick=${() => { choosing.value = true; }}>
          <${Icon} name="plus" size="20" /> ${t("add_sold_out")}
        </button>
      </h2>
      <div class="card">
        ${today.sold_out.length === 0 && html`<p class="quiet">${t("none_sold_out")}</p>`}
        <ul class="rows">
          ${today.sold_out.map((dish) => html`
            <li key=${dish.id} class="row">
              <span class="grow">${named(dish)} <small>${back(dish)}</small></span>
              <button type="button" class="button" onClick=${() => setAvailable(dish, true)}><b>${t("restore")}</b></button>
            </li>`)}
        </ul>
      </div>
      ${choosing.value && html`<${Choose} />`}
    </section>`;
}

function Choose() {
  const [dishes, setDishes] = useState([]);
  const [wanted, setWanted] = useState("");
  useEffect(() => {
    attempt(() => api.get(`${home.value}/menu`)).then(({ answer }) => {
      const all = (answer?.categories || []).flatMap((category) => category.items).filter((dish) => dish.available);
      setDishes([...new Map(all.map((dish) => [dish.id, dish])).values()]);
    });
  }, []);
  const close = () => { choosing.value = false; };
  const text = wanted.trim().toLowerCase();
  const found = dishes.filter((dish) => (
    !text || dish.initials?.includes(text) || Object.values(dish.names).some((name) => name.toLowerCase().includes(text))
  ));
  return html`
    <${Sheet} title=${t("add_sold_out")} close=${close}>
      <${Field} id="sold-out-find" label=${t("find_dish")} type="search" value=${wanted} autocomplete="off"
        onInput=${(event) => setWanted(event.target.value)} />
      <ul class="rows">
        ${found.slice(0, 80).map((dish) => html`
          <li key=${dish.id}>
            <button type="button" class="row-button" onClick=${() => { close(); setAvailable(dish, false); }}>
              <span class="grow">${named(dish)}</span><b class="seal-text">${t("set")}</b>
            </button>
          </li>`)}
      </ul>
    <//>`;
}
