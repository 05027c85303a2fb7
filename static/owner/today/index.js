/** 今日: what matters in service, most urgent first; before the opening, the first steps. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { lang } from "../../shared/words.js";
import { serverNow } from "../../shared/time.js";
import { day } from "../shell/following.js";
import { manages, shop } from "../shell/shops.js";
import { Head } from "../shell/head.js";
import { Alerts } from "./alerts.js";
import { Figures } from "./figures.js";
import { Opening, openingLine, readOpening, showsOpening } from "./opening.js";
import { Pause } from "./pause.js";
import { Screens } from "./screens.js";
import { SoldOut } from "./sold_out.js";
import { Seated } from "./seated.js";
import { VisitSheet, visitShown } from "./visit.js";
import { t } from "./words.js";

export function Today() {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => { if (manages.value) readOpening(); }, [shop.value.id, day.value?.orders, day.value?.screens.length]);
  if (showsOpening.value) return html`<${Opening} />`;
  return html`
    <${Head} title=${t("today")} about=${dateLine()} saves=${false} />
    ${manages.value && openingLine()}
    ${day.value ? html`<${Day} today=${day.value} />` : html`<p class="quiet">${t("loading")}</p>`}
    ${visitShown.value && html`<${VisitSheet} id=${visitShown.value} key=${visitShown.value} />`}`;
}

function Day({ today }) {
  return html`
    <div class="day">
      <div class="column">
        <${Pause} today=${today} />
        <${Alerts} today=${today} />
        <${Figures} today=${today} />
      </div>
      <div class="column">
        <${Seated} today=${today} />
        <${Screens} today=${today} />
        <${SoldOut} today=${today} />
      </div>
    </div>`;
}

/** "11 月 23 日 周一 · 19:42", where the restaurant is. */
function dateLine() {
  const zone = { timeZone: shop.value.time_zone };
  const at = new Date(serverNow());
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", ...zone });
  if (lang.value === "en") {
    return `${at.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "short", ...zone })} · ${time}`;
  }
  const month = at.toLocaleDateString("zh-CN", { month: "numeric", ...zone }).replace("月", "");
  const date = at.toLocaleDateString("zh-CN", { day: "numeric", ...zone }).replace("日", "");
  return `${month} 月 ${date} 日 ${at.toLocaleDateString("zh-CN", { weekday: "short", ...zone })} · ${time}`;
}
