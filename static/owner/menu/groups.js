/** Groups of choices (规格): how many a guest takes, what each costs; one group serves as many dishes as like it. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { createWords, named } from "../../shared/words.js";
import { GroupForm } from "./group.js";
import { ruleOf } from "./dish_groups.js";
import { dishes, menu } from "./store.js";

const t = createWords({
  title: ["规格组", "Option groups"],
  about: ["一组规格可以给很多道菜用，改一次处处都变。已下单的不变。", "One group serves many dishes: change it once. Sent orders stay."],
  add: ["加规格组", "Add a group"],
  none: ["如「辣度：不辣 / 微辣 / 中辣」，「加料：加蛋 +¥2」", "Such as Heat: none / mild / hot, or Extras: egg +¥2"],
  used: ["{n} 道菜在用", "used by {n} dishes"],
});

export function Groups({ close }) {
  const [open, setOpen] = useState(null);
  const { groups } = menu.value;
  const group = groups.find((each) => each.id === open);
  if (open) return html`<${GroupForm} key=${open} group=${group} close=${() => setOpen(null)} />`;
  const users = (id) => dishes.value.filter((dish) => dish.group_ids.includes(id)).length;
  return html`
    <${Sheet} title=${t("title")} close=${close}>
      <p class="quiet">${groups.length ? t("about") : t("none")}</p>
      <ul class="rows">
        ${groups.map((each) => html`
          <li key=${each.id}>
            <button type="button" class="row-button" onClick=${() => setOpen(each.id)}>
              <span class="grow">
                <b>${named(each)}</b>
                <small>${each.modifiers.map(named).join(" / ")} · ${ruleOf(each)} · ${t("used", { n: users(each.id) })}</small>
              </span>
              <${Icon} name="right" size="20" />
            </button>
          </li>`)}
      </ul>
      <button type="button" class="button wide" onClick=${() => setOpen("new")}><${Icon} name="plus" size="20" /> ${t("add")}</button>
    <//>`;
}
