/** Taking orders or not: one tap pauses, one tap takes orders again. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { api } from "../shell/api.js";
import { clockTime } from "../../shared/time.js";
import { reachable, readDay } from "../shell/following.js";
import { stateOf } from "../shell/nav.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { t } from "./words.js";

const MINUTES = [15, 30, 60];

async function pause(minutes) {
  await attempt(() => api.post(`${home.value}/pause`, { minutes }), { retry: () => pause(minutes) });
  readDay();
}

export function Pause({ today }) {
  const state = stateOf(today);
  return html`
    <section class="card pausing" data-state=${state}>
      <div class="line">
        <h2><span class="lamp" aria-hidden="true"></span>${t(state)}</h2>
        <p>${about(today, state)}</p>
      </div>
      ${!reachable.value && html`<p class="quiet">${t("pause_offline")}</p>`}
      ${state === "open" && html`
        <div class="line">
          <span class="lead"><${Icon} name="pause" size="20" /> ${t("pause")}</span>
          ${MINUTES.map((n) => html`
            <button type="button" class="button grow" disabled=${!reachable.value} onClick=${() => pause(n)}>
              <b>${t("minutes", { n })}</b>
            </button>`)}
        </div>`}
      ${state === "paused" && html`
        <button type="button" class="button primary wide" disabled=${!reachable.value} onClick=${() => pause(0)}>
          <${Icon} name="play" size="20" /> ${t("resume")}
        </button>`}
      ${state === "closed" && html`<a class="button wide" href="#shop/hours">${t("hours")}</a>`}
    </section>`;
}

function about(today, state) {
  const time = (at) => clockTime(at, { timeZone: shop.value.time_zone });
  if (state === "paused") return t("paused_until", { time: time(today.paused_until) });
  if (state === "closed") return today.opens_at ? t("opens_at", { time: time(today.opens_at) }) : t("never_opens");
  return today.closes_at ? t("until", { time: time(today.closes_at) }) : t("always");
}
