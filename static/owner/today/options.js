/** A dish's groups of choices; a group that still needs one is named. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { named } from "../../shared/words.js";
import { v } from "./visit_words.js";

export function Options({ dish, say, add, close }) {
  const [chosen, setChosen] = useState({});
  const [asked, setAsked] = useState(false);
  const of = (group) => group.modifiers.filter((each) => chosen[each.id]);
  const short = dish.modifier_groups.filter((group) => of(group).length < group.min);

  function press(group, modifier) {
    const next = { ...chosen, [modifier.id]: !chosen[modifier.id] };
    if (group.max === 1) for (const other of group.modifiers) if (other.id !== modifier.id) delete next[other.id];
    if (group.modifiers.filter((each) => next[each.id]).length <= group.max) setChosen(next);
  }

  function finish() {
    setAsked(true);
    if (short.length) return;
    add(Object.keys(chosen).filter((id) => chosen[id]).map((id) => ({ id, quantity: 1 })));
  }

  const footer = html`
    ${asked && short.length > 0 && html`
      <p class="fault" role="alert">△ ${v("missing", { names: short.map((group) => group.name).join("、") })}</p>`}
    <button type="button" class="button primary wide" onClick=${finish}>${v("add_choice")}</button>`;
  return html`
    <${Sheet} title=${named(dish)} close=${close} footer=${footer} className="options">
      <div class="stack">
        ${dish.modifier_groups.map((group) => html`
          <fieldset class="choices" key=${group.id}>
            <legend>${group.name} · ${group.min ? v("required", group) : v("up_to", group)}</legend>
            <div class="chips">
              ${group.modifiers.map((modifier) => html`
                <button type="button" class="chip" key=${modifier.id} disabled=${!modifier.available}
                  aria-pressed=${Boolean(chosen[modifier.id])} onClick=${() => press(group, modifier)}>
                  ${chosen[modifier.id] && html`<${Icon} name="check" size="16" />`} ${modifier.name}
                  ${modifier.price > 0 && html` +${say(modifier.price)}`}
                </button>`)}
            </div>
          </fieldset>`)}
      </div>
    <//>`;
}
