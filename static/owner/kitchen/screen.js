/** One screen: its name, what it shows, and turning it off. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Sheet } from "../../shared/sheet.js";
import { lang, named } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { SavedField } from "../shell/autosave.js";
import { ask } from "../shell/confirm.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { Health } from "../today/screens.js";
import { kitchen, readKitchen } from "./index.js";
import { Replacing } from "./replacing.js";
import { StationChips } from "./station_chips.js";
import { t } from "./words.js";

export function ScreenSheet({ screen, close }) {
  const at = `${home.value}/screens/${screen.id}`;
  const [fault, setFault] = useState("");

  async function save(change) {
    await api.patch(at, change);
    readKitchen();
  }

  function stations(ids) {
    setFault(ids.length ? "" : t("stations_fault"));
    if (ids.length) attempt(() => save({ station_ids: ids }));
  }

  async function remove() {
    const sure = await ask({
      title: t("remove_screen_title", screen), text: t("remove_screen_text"), yes: t("remove_yes"),
    });
    if (!sure) return;
    const { problem } = await attempt(() => api.del(at));
    await readKitchen();
    readDay();
    if (!problem) close();
  }

  const date = new Date(screen.paired_at).toLocaleDateString(lang.value === "zh" ? "zh-CN" : "en-GB");
  return html`
    <${Sheet} title=${screen.name} close=${close}>
      <div class="stack">
        <p class="line"><span class="quiet grow">${t("paired_at", { date })}</span> <${Health} screen=${screen} /></p>
        <${Drawn} streams=${screen.streams || []} />
        <${SavedField} id="screen-name" label=${t("name")} value=${screen.name} maxlength="40" field="name"
          draft=${`${shop.value.id}:screen:${screen.id}`} wrong=${t("name_fault")}
          check=${(text) => !text.trim() && t("name_fault")} save=${(text) => save({ name: text.trim() })} />
        <${StationChips} stations=${kitchen.value.stations} chosen=${screen.station_ids} set=${stations} fault=${fault} />
        <${Replacing} at=${at} close=${close} />
        <button type="button" class="button danger" onClick=${remove}>${t("remove_screen")}</button>
      </div>
    <//>`;
}

/** How far it has drawn what it was sent: a living screen that stays behind lies under another window, or sleeps. */
function Drawn({ streams }) {
  const names = new Map(kitchen.value.stations.map((station) => [station.id, named(station)]));
  return html`
    <ul class="rows">
      ${streams.map(({ station_id: id, drawn, head }) => html`
        <li key=${id} class="line"><span class="grow">${names.get(id)}</span>
          <small>${drawn === null ? t("drawn_never") : drawn >= head ? t("drawn_all", { n: head }) : t("drawn", { n: drawn, m: head })}</small>
        </li>`)}
    </ul>`;
}
