/** Areas: names and order. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { named } from "../../shared/words.js";
import { SavedField } from "../shell/autosave.js";
import { ask } from "../shell/confirm.js";
import { Field } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { readRoom, room } from "./store.js";
import { t } from "./words.js";

export function Areas({ close }) {
  const { areas } = room.value;

  async function swap(n, m) {
    await attempt(async () => {
      for (const [position, area] of exchanged(areas, n, m).entries()) {
        if (area.position !== position) await api.patch(`${home.value}/areas/${area.id}`, { position });
      }
    });
    readRoom();
  }

  async function add(event) {
    event.preventDefault();
    const form = event.target;
    const name = new FormData(form).get("name").trim();
    if (!name) return;
    const { answer } = await attempt(() => api.post(`${home.value}/areas`, { names: { zh: name }, position: areas.length }));
    if (answer) form.reset();
    readRoom();
  }

  return html`
    <${Sheet} title=${t("areas")} close=${close} className="categories">
      <ol class="rows">
        ${areas.map((area, n) => html`
          <li key=${area.id} class="category"><${Area} area=${area} n=${n} last=${areas.length - 1} swap=${swap} /></li>`)}
      </ol>
      <form class="adding" onSubmit=${add}>
        <${Field} id="area-new" name="name" label=${t("area_name")} maxlength="20" autocomplete="off" />
        <button class="button">${t("new_area")}</button>
      </form>
    <//>`;
}

function exchanged(list, n, m) {
  const copy = [...list];
  [copy[n], copy[m]] = [copy[m], copy[n]];
  return copy;
}

function Area({ area, n, last, swap }) {
  const at = `${home.value}/areas/${area.id}`;
  const name = named(area);

  const rename = (language) => async (text) => {
    const names = { ...area.names, [language]: text.trim() };
    if (!names[language]) delete names[language];
    await api.patch(at, { names });
    readRoom();
  };

  async function remove() {
    const sure = await ask({ title: t("area_remove_title", { name }), text: t("area_remove_text"), yes: t("remove_yes") });
    if (!sure) return;
    await attempt(() => api.del(at));
    readRoom();
  }

  return html`
    <span class="sorting">
      <button type="button" disabled=${n === 0} aria-label=${t("up", { name })} onClick=${() => swap(n, n - 1)}>
        <${Icon} name="up" size="20" />
      </button>
      <button type="button" disabled=${n === last} aria-label=${t("down", { name })} onClick=${() => swap(n, n + 1)}>
        <${Icon} name="down" size="20" />
      </button>
    </span>
    <div class="grow two">
      ${["zh", "en"].map((language) => html`
        <${SavedField} key=${language} id=${`area-${area.id}-${language}`} label=${t(`area_${language}`)} lang=${language}
          value=${area.names[language] || ""} draft=${`${shop.value.id}:area:${area.id}:${language}`} maxlength="20"
          field="names" wrong=${t("area_fault")} save=${rename(language)} />`)}
    </div>
    <button type="button" class="round-button" aria-label=${t("area_remove", { name })} onClick=${remove}>
      <${Icon} name="trash" size="20" />
    </button>`;
}
