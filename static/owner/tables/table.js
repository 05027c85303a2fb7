/** One table: its label, seats and area, its code, and what happens when either goes. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { named } from "../../shared/words.js";
import { SavedField } from "../shell/autosave.js";
import { ask } from "../shell/confirm.js";
import { Select } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { isRenamed, readRoom, room } from "./store.js";
import { t } from "./words.js";

export function TableSheet({ table, close }) {
  const at = `${home.value}/tables/${table.id}`;
  const { label } = table;
  const draft = (name) => `${shop.value.id}:table:${table.id}:${name}`;

  async function save(change) {
    await api.patch(at, change);
    readRoom();
  }

  async function remove() {
    const sure = await ask({ title: t("remove_title", { label }), text: t("remove_text"), yes: t("remove_yes") });
    if (!sure) return;
    const { problem } = await attempt(() => api.del(at));
    await readRoom();
    if (!problem) close();
  }

  const areas = [["", t("no_area")], ...room.value.areas.map((area) => [area.id, named(area)])];
  return html`
    <${Sheet} title=${label} close=${close}>
      <div class="stack">
        <${SavedField} id="table-label" label=${t("label")} value=${label} draft=${draft("label")} maxlength="20"
          field="label" wrong=${t("label_fault")} check=${(text) => !text.trim() && t("label_fault")}
          hint=${t("label_warn", { old: table.printed_label || label })} save=${(text) => save({ label: text.trim() })} />
        ${isRenamed(table) && html`<p class="notice warn">${t("drifted_about", { old: table.printed_label })}</p>`}
        <div class="two">
          <${SavedField} id="table-seats" label=${t("seats_label")} value=${String(table.seats)} inputmode="numeric"
            draft=${draft("seats")} field="seats" wrong=${t("seats_fault")}
            check=${(text) => !/^[1-9]\d?$/.test(text.trim()) && t("seats_fault")}
            save=${(text) => save({ seats: Number(text) })} />
          <${Select} id="table-area" label=${t("area")} value=${table.area_id || ""} options=${areas}
            onChange=${(id) => attempt(() => save({ area_id: id || null }))} />
        </div>
        <${Code} table=${table} at=${at} />
        <button type="button" class="button danger" onClick=${remove}>${t("remove")}</button>
      </div>
    <//>`;
}

function Code({ table, at }) {
  const { label } = table;
  const [said, setSaid] = useState("");

  async function rotate() {
    const sure = await ask({ title: t("rotate_title", { label }), text: t("rotate_text"), yes: t("rotate_yes") });
    if (!sure) return;
    const { answer } = await attempt(() => api.post(`${at}/code/rotate`));
    await readRoom();
    if (answer) setSaid(t("rotated", { label }));
  }

  return html`
    <section class="code">
      <img src=${`${at}/code.svg?v=${table.version}`} alt=${`${t("code")} ${label}`} width="160" height="160" />
      <div class="stack">
        <p><small>${t("code_human")}</small> <b>${table.human_code?.replace(/(.{4})/, "$1-")}</b></p>
        <div class="chips">
          <a class="button small" href=${`${at}/code.svg?v=${table.version}`} download=${`${label}.svg`}>
            <${Icon} name="download" size="18" /> ${t("svg")}</a>
          <a class="button small" href=${`${at}/code.png?v=${table.version}`} download=${`${label}.png`}>
            <${Icon} name="download" size="18" /> ${t("png")}</a>
          <a class="button small" href=${table.url} target="_blank" rel="noreferrer">
            <${Icon} name="link" size="18" /> ${t("open")}</a>
          <button type="button" class="button small danger" onClick=${rotate}>${t("rotate")}</button>
        </div>
        ${said && html`<p class="notice warn" role="status">${said}</p>`}
      </div>
    </section>`;
}
