/** 桌台: the room on the left, the print sheet on the right; on a phone one after the other. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Head } from "../shell/head.js";
import { go, part } from "../shell/route.js";
import { shop } from "../shell/shops.js";
import { AddTables } from "./adding.js";
import { Areas } from "./areas.js";
import { Room } from "./room.js";
import { PrintSheet } from "./printing.js";
import { TableSheet } from "./table.js";
import { room, readRoom } from "./store.js";
import { t } from "./words.js";

const close = () => go("tables");

export function Tables() {
  useEffect(() => { readRoom(); }, [shop.value.id]);
  const ready = room.value?.shop === shop.value.id;
  const printing = part.value === "print";
  return html`
    <div class="tables-page" data-printing=${printing}>
      <div class="tables-room">
        <${Head} title=${t("title")} about=${ready && t("about", { n: room.value.tables.length })}>
          <a class="button small only-phone" href="#tables/print"><${Icon} name="printer" size="20" /> ${t("print")}</a>
          <a class="button small" href="#tables/add"><${Icon} name="plus" size="20" /> ${t("add")}</a>
        <//>
        ${ready && (room.value.tables.length ? html`<${Room} />` : html`<${Nothing} />`)}
      </div>
      ${ready && room.value.tables.length > 0 && html`<${PrintSheet} />`}
    </div>
    ${ready && sheetFor(part.value)}`;
}

function sheetFor(name) {
  if (name === "add") return html`<${AddTables} close=${close} />`;
  if (name === "areas") return html`<${Areas} close=${close} />`;
  const table = room.value.tables.find((each) => each.id === name);
  return table ? html`<${TableSheet} key=${table.id} table=${table} close=${close} />` : null;
}

function Nothing() {
  return html`
    <section class="card stack nothing">
      <h2>${t("none")}</h2>
      <p class="quiet">${t("none_about")}</p>
      <a class="button primary" href="#tables/add"><${Icon} name="plus" size="20" /> ${t("make")}</a>
    </section>`;
}
