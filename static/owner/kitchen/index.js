/** 厨房: screens, stations and printers. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { day, screensMoved } from "../shell/following.js";
import { Head } from "../shell/head.js";
import { go, part } from "../shell/route.js";
import { attempt } from "../shell/saying.js";
import { home, manages, shop } from "../shell/shops.js";
import { Printers } from "../printers/index.js";
import { PrinterSheet } from "../printers/sheet.js";
import { printers } from "../printers/store.js";
import { Health } from "../today/screens.js";
import { Times } from "../times/index.js";
import { t as timesWord } from "../times/words.js";
import { Pairing } from "./pairing.js";
import { ScreenSheet } from "./screen.js";
import { Stations } from "./stations.js";
import { t } from "./words.js";

/** `{shop, stations, screens, dishes: {station id: count}}` or null. */
export const kitchen = signal(null);
const close = () => go("kitchen");

export async function readKitchen() {
  const id = shop.value.id;
  const { answer } = await attempt(() => Promise.all([
    api.get(`${home.value}/stations`), api.get(`${home.value}/screens`),
    api.get(`${home.value}/station-dishes`),
  ]), { quiet: Boolean(kitchen.value), retry: readKitchen });
  if (!answer || id !== shop.value?.id) return;
  kitchen.value = { shop: id, stations: answer[0].items, screens: answer[1].items, dishes: answer[2].counts };
}

export function Kitchen() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => { readKitchen(); }, [shop.value.id, screensMoved.value]);
  if (manages.value && part.value === "times") {
    return html`
      <${Head} title=${timesWord("title")} saves=${false}>
        <a class="link" href="#kitchen"><${Icon} name="left" size="20" /> ${t("title")}</a>
      <//>
      <${Times} />`;
  }
  const ready = kitchen.value?.shop === shop.value.id;
  if (!ready) return html`<${Head} title=${t("title")} />`;
  const { screens, stations } = kitchen.value;
  const screen = screens.find((each) => each.id === part.value);
  const printer = printers.value?.items.find((each) => each.id === part.value);
  return html`
    <${Head} title=${t("title")} about=${t("about", { n: screens.length, m: stations.length })}>
      ${manages.value && html`<a class="link" href="#kitchen/times"><${Icon} name="clock" size="20" /> ${timesWord("title")}</a>`}
    <//>
    <div class="kitchen-page">
      <${Screens} screens=${screens} stations=${stations} />
      <${Stations} stations=${stations} />
      <${Printers} stations=${stations} />
    </div>
    ${manages.value && part.value === "pair" && html`<${Pairing} close=${close} />`}
    ${manages.value && (printer || part.value === "printer") && html`
      <${PrinterSheet} key=${part.value} printer=${printer} stations=${stations} close=${close} />`}
    ${manages.value && screen && html`<${ScreenSheet} key=${screen.id} screen=${screen} close=${close} />`}`;
}

/** The day's page knows the newest contact and how many tickets stand on each. */
const fresh = (screen) => ({ ...screen, ...(day.value?.screens.find((each) => each.id === screen.id) || {}) });

function Screens({ screens, stations }) {
  const names = (screen) => stations.filter((s) => screen.station_ids.includes(s.id)).map(named).join(" · ");
  const unseen = stations.filter((s) => s.kind === "cooking" && !screens.some((screen) => screen.station_ids.includes(s.id)));
  return html`
    <section>
      <h2 class="over"><span class="grow">${t("screens")}</span>
        ${manages.value && html`<a class="link" href="#kitchen/pair"><${Icon} name="plus" size="20" /> ${t("pair")}</a>`}</h2>
      ${screens.length > 0 && unseen.length > 0 && html`
        <p class="notice warn"><${Icon} name="alert" size="20" /> ${t("uncovered", { names: unseen.map(named).join("、") })}</p>`}
      <div class="card">
        ${screens.length === 0 && html`
          <div class="stack"><p>${t("none")}</p><p class="quiet">${t("pair_how")}</p>
            ${manages.value && html`<a class="button primary" href="#kitchen/pair">${t("pair")}</a>`}</div>`}
        ${screens.length > 0 && html`
          <ul class="rows">
            ${screens.map((screen) => html`
              <li key=${screen.id}>
                <${Linked} screen=${screen}>
                  <${Icon} name="screen" size="22" />
                  <span class="grow"><b>${screen.name}</b><small>${names(screen)}</small></span>
                  <${Health} screen=${fresh(screen)} />
                <//>
              </li>`)}
          </ul>`}
      </div>
    </section>`;
}

function Linked({ screen, children }) {
  if (!manages.value) return html`<span class="row-button row">${children}</span>`;
  return html`<a class="row-button row" href=${`#kitchen/${screen.id}`}>${children}</a>`;
}
