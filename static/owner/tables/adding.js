/** Many tables at once. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { named } from "../../shared/words.js";
import { Field, Select } from "../shell/fields.js";
import { inWords } from "../shell/faults.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { readRoom, room } from "./store.js";
import { t } from "./words.js";

const NEW = "new";

export function AddTables({ close }) {
  const { areas } = room.value;
  const [area, setArea] = useState(areas[0]?.id || "");
  const [faults, setFaults] = useState({});
  const [busy, setBusy] = useState(false);

  async function add(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const seats = Number(form.get("seats"));
    if (!Number.isInteger(seats) || seats < 1 || seats > 99) {
      setFaults({ seats: t("seats_fault") });
      return;
    }
    setBusy(true);
    const { problem } = await attempt(async () => {
      const area_id = area === NEW ? await areaNamed(form.get("area")) : area || null;
      return api.post(`${home.value}/tables`, { labels: form.get("labels"), area_id, seats });
    }, { quiet: true });
    setBusy(false);
    if (!problem) {
      await readRoom();
      close();
    } else if (problem.errors.labels && problem.code !== "label_taken") setFaults({ labels: t("labels_fault") });
    else setFaults({ [problem.errors.names ? "area" : "labels"]: problem.code === "label_taken" ? `${inWords(problem)} ${problem.message.replace(/^In use: /, "")}` : inWords(problem) });
  }

  return html`
    <${Sheet} title=${t("add_title")} close=${close} footer=${html`
      <button form="add-tables" class="button primary wide" disabled=${busy}>${t("make")}</button>`}>
      <form id="add-tables" class="stack" onSubmit=${add} novalidate>
        <${Field} id="labels" name="labels" label=${t("labels")} hint=${t("labels_hint")} fault=${faults.labels}
          autocomplete="off" maxlength="2000" required />
        <${Select} id="area" label=${t("area")} value=${area} onChange=${setArea}
          options=${[["", t("no_area")], ...areas.map((each) => [each.id, named(each)]), [NEW, t("new_area")]]} />
        ${area === NEW && html`
          <${Field} id="area-name" name="area" label=${t("area_name")} maxlength="20" fault=${faults.area} required />`}
        <${Field} id="seats" name="seats" label=${t("seats_label")} inputmode="numeric" value="4" fault=${faults.seats} />
      </form>
    <//>`;
}

/** The area of that name, made if there is none yet: pressing again makes no second one. */
async function areaNamed(text) {
  const known = room.value.areas.find((area) => Object.values(area.names).includes(text.trim()));
  if (known) return known.id;
  const made = await api.post(`${home.value}/areas`, { names: { zh: text.trim() }, position: room.value.areas.length });
  await readRoom();
  return made.id;
}
