/** The groups of choices that a dish offers, out of those that the restaurant has. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { menu } from "./store.js";
import { t } from "./words.js";

export const ruleOf = (group) => t(group.min ? "group_rule" : "group_free", group);

export function DishGroups({ chosen, set }) {
  const { groups } = menu.value;
  const toggle = (id) => set(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return html`
    <fieldset class="choices">
      <legend>${t("groups_label")}</legend>
      ${groups.length === 0 && html`<p class="hint">${t("groups_none")}</p>`}
      <div class="chips">
        ${groups.map((group) => html`
          <button type="button" class="chip" key=${group.id} aria-pressed=${chosen.includes(group.id)} title=${ruleOf(group)}
            onClick=${() => toggle(group.id)}>
            ${chosen.includes(group.id) && html`<${Icon} name="check" size="16" />`} ${named(group)}
            <small>${group.modifiers.slice(0, 3).map(named).join(" / ")}</small>
          </button>`)}
      </div>
    </fieldset>`;
}
