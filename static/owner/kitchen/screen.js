/** One screen: its name, what it shows, and turning it off. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Sheet } from "../../shared/sheet.js";
import { lang } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { SavedField } from "../shell/autosave.js";
import { ask } from "../shell/confirm.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { kitchen, readKitchen } from "./index.js";
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
        <p class="quiet">${t("paired_at", { date })}</p>
        <${SavedField} id="screen-name" label=${t("name")} value=${screen.name} maxlength="40" field="name"
          draft=${`${shop.value.id}:screen:${screen.id}`} wrong=${t("name_fault")}
          check=${(text) => !text.trim() && t("name_fault")} save=${(text) => save({ name: text.trim() })} />
        <${StationChips} stations=${kitchen.value.stations} chosen=${screen.station_ids} set=${stations} fault=${fault} />
        <button type="button" class="button danger" onClick=${remove}>${t("remove_screen")}</button>
      </div>
    <//>`;
}
