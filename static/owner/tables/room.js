/** The tables by area. A touch opens one; the box in its corner chooses it for printing. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { byArea, isRenamed, leftOut, room, spans, toggle } from "./store.js";
import { t } from "./words.js";

export function Room() {
  const renamed = room.value.tables.filter(isRenamed);
  return html`
    ${byArea().map((group) => html`<${Area} key=${group.area?.id || "rest"} ...${group} />`)}
    ${renamed.length > 0 && html`<${Renamed} tables=${renamed} />`}
    <p class="line">
      <small class="grow">${t("editing")}</small>
      <a class="link" href="#tables/areas">${t("areas")}</a>
    </p>`;
}

function Area({ name, tables }) {
  const on = tables.filter((table) => !leftOut.value.has(table.id)).length;
  const whole = on === tables.length;
  return html`
    <section class="area">
      <h2>
        ${name} <small>${t("chosen", { labels: spans(tables.map((x) => x.label)), n: on })}</small>
        <button type="button" class="link" onClick=${() => toggle(tables.map((x) => x.id), !whole)}>
          ${t(whole ? "nobody" : "all")}
        </button>
      </h2>
      <ul class="tiles">${tables.map((table) => html`<${Tile} key=${table.id} table=${table} />`)}</ul>
    </section>`;
}

function Tile({ table }) {
  const on = !leftOut.value.has(table.id);
  const { label } = table;
  const renamed = isRenamed(table);
  return html`
    <li class="tile" data-chosen=${on} data-renamed=${renamed}>
      <a href=${`#tables/${table.id}`}>
        <b>${label}</b><small>${renamed ? t("renamed") : t("seats", { n: table.seats })}</small>
      </a>
      <label><input type="checkbox" checked=${on} aria-label=${t("choose", { label })}
        onChange=${(event) => toggle([table.id], event.target.checked)} /></label>
    </li>`;
}

function Renamed({ tables }) {
  return html`
    <section class="alert warn">
      <${Icon} name="alert" />
      <div>
        <h2>${t("drifted", { labels: spans(tables.map((x) => x.label)) })}</h2>
        <p>${t("drifted_about", { old: tables.map((x) => x.printed_label).join(" · ") })}</p>
      </div>
      <a class="link" href="#tables/print" onClick=${() => toggle(tables.map((x) => x.id), true)}>${t("drifted_add")}</a>
    </section>`;
}
