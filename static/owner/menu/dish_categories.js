/** The categories that a dish stands in; a new one can be made on the spot. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { api } from "../shell/api.js";
import { named } from "../../shared/words.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { menu, readMenu } from "./store.js";
import { t } from "./words.js";

export function DishCategories({ chosen, set, fault }) {
  const [text, setText] = useState("");
  const toggle = (id) => set(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);

  async function add() {
    if (!text.trim()) return;
    const { answer } = await attempt(() => api.post(`${home.value}/categories`, { names: { zh: text.trim() } }));
    if (!answer) return;
    await readMenu();
    set([...chosen, answer.id]);
    setText("");
  }

  function press(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    add();
  }

  return html`
    <fieldset class="choices">
      <legend>${t("categories")}</legend>
      <div class="chips">
        ${menu.value.categories.map((c) => html`
          <button type="button" class="chip" key=${c.id} aria-pressed=${chosen.includes(c.id)} onClick=${() => toggle(c.id)}>
            ${chosen.includes(c.id) && html`<${Icon} name="check" size="16" />`} ${named(c)}
          </button>`)}
        <span class="new-chip">
          <input class="input" aria-label=${t("new_category")} placeholder=${t("new_category")} value=${text} maxlength="60"
            onInput=${(event) => setText(event.target.value)} onKeyDown=${press} onBlur=${add} />
        </span>
      </div>
      ${fault && html`<p class="fault" role="alert">△ ${fault}</p>`}
    </fieldset>`;
}
