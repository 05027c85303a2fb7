/** Stations: names, what each is for, minutes, language, order, the default, and where dishes go when one is removed. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { SavedField } from "../shell/autosave.js";
import { ask } from "../shell/confirm.js";
import { Field, Select } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, manages, shop } from "../shell/shops.js";
import { kitchen, readKitchen } from "./index.js";
import { t } from "./words.js";

const KINDS = ["cooking", "expo", "floor"];
const LANGUAGES = ["zh", "en", "both"];

export function Stations({ stations }) {
  const [kind, setKind] = useState("cooking");

  async function add(event) {
    event.preventDefault();
    const form = event.target;
    const name = new FormData(form).get("name").trim();
    if (!name) return;
    const body = { names: { zh: name }, position: stations.length, kind };
    const { answer } = await attempt(() => api.post(`${home.value}/stations`, body));
    if (answer) {
      form.reset();
      setKind("cooking");
    }
    readKitchen();
  }

  async function swap(n, m) {
    const order = [...stations];
    [order[n], order[m]] = [order[m], order[n]];
    await attempt(async () => {
      for (const [position, station] of order.entries()) {
        if (station.position !== position) await api.patch(`${home.value}/stations/${station.id}`, { position });
      }
    });
    readKitchen();
  }

  return html`
    <section>
      <h2 class="over">${t("stations")}</h2>
      <div class="card">
        <p class="quiet">${t("stations_about")}</p>
        <ul class="rows">
          ${stations.map((station, n) => html`
            <li key=${station.id} class="station">
              ${manages.value
                ? html`<${Station} station=${station} n=${n} last=${stations.length - 1} swap=${swap} stations=${stations} />`
                : html`<p class="row">${named(station)} <small>${t("target")} ${station.target_seconds / 60}</small></p>`}
            </li>`)}
        </ul>
        ${manages.value && html`
          <form class="adding" onSubmit=${add}>
            <${Field} id="station-new" name="name" label=${t("new")} maxlength="20" autocomplete="off" />
            <${Select} id="station-kind" label=${t("kind")} value=${kind} onChange=${setKind} hint=${t(`${kind}_about`)}
              options=${KINDS.map((each) => [each, t(each)])} />
            <button class="button">${t("add")}</button>
          </form>`}
      </div>
    </section>`;
}

function Station({ station, n, last, swap, stations }) {
  const at = `${home.value}/stations/${station.id}`;
  const name = named(station);
  const draft = (field) => `${shop.value.id}:station:${station.id}:${field}`;
  const count = kitchen.value.dishes[station.id] || 0;
  const cooks = station.kind === "cooking";

  async function save(change) {
    await api.patch(at, change);
    readKitchen();
  }

  const rename = (language) => (text) => {
    const names = { ...station.names, [language]: text.trim() };
    if (!names[language]) delete names[language];
    return save({ names });
  };

  async function remove() {
    const to = stations.find((each) => each.is_default);
    const about = { name, n: count, to: named(to) };
    const text = t(cooks ? "remove_text" : "remove_view_text", about);
    if (!await ask({ title: t("remove_title", about), text, yes: t("remove_station_yes") })) return;
    await attempt(() => api.del(`${at}?move_to=${to.id}`));
    readKitchen();
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
    <div class="grow">
      <div class="station-fields">
        ${["zh", "en"].map((language) => html`
          <${SavedField} key=${language} id=${`station-${station.id}-${language}`} label=${t(language)} lang=${language}
            maxlength="20" value=${station.names[language] || ""} draft=${draft(language)} field="names"
            wrong=${t("station_fault")} save=${rename(language)} />`)}
        ${cooks && html`<${SavedField} id=${`station-${station.id}-target`} label=${t("target")} inputmode="numeric"
          value=${String(Math.round(station.target_seconds / 60))} draft=${draft("target")} field="target_seconds"
          wrong=${t("target_fault")}
          check=${(text) => !(/^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 120) && t("target_fault")}
          save=${(text) => save({ target_seconds: Number(text) * 60 })} />`}
        ${station.kind !== "floor" && html`
          <${Select} id=${`station-${station.id}-language`} label=${t("language")} value=${station.language}
            onChange=${(language) => attempt(() => save({ language }))}
            options=${LANGUAGES.map((each) => [each, t(`in_${each}`)])} />`}
      </div>
      <p class="line">
        ${cooks
          ? html`<small class="grow">${t("dishes", { n: count })}</small>`
          : html`<small class="grow"><span class="tag">${t(station.kind)}</span> ${t(`${station.kind}_about`)}</small>`}
        ${station.is_default
          ? html`<span class="tag">${t("default")}</span>`
          : html`
            ${cooks && html`
              <button type="button" class="link" onClick=${() => attempt(() => save({ is_default: true }))}>
                ${t("make_default")}
              </button>`}
            <button type="button" class="round-button" aria-label=${t("remove", { name })} onClick=${remove}>
              <${Icon} name="trash" size="20" />
            </button>`}
      </p>
    </div>`;
}
