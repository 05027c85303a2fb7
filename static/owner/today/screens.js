/** Whether the kitchen's screens are there. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { ageOf } from "../../shared/time.js";
import { day } from "../shell/following.js";
import { manages } from "../shell/shops.js";
import { span, t } from "./words.js";

/** A living screen is heard every few seconds and at least every 15: after 20 something is wrong, after 60 it is lost. */
const LATE_AFTER = 20;
const LOST_AFTER = 60;
export const isLost = (screen) => !screen.last_seen_at || ageOf(screen.last_seen_at) > LOST_AFTER;

export function Screens({ today }) {
  return html`
    <section>
      <h2 class="over">${t("screens")}</h2>
      <div class="card">
        ${today.screens.length === 0 && html`
          <p class="line"><span class="grow">${t("no_screens")}</span>
            ${manages.value && html`<a class="button" href="#kitchen">${t("pair")}</a>`}</p>`}
        <ul class="rows">
          ${today.screens.map((screen) => html`
            <li key=${screen.id} class="row">
              <${Icon} name="screen" size="20" />
              <span class="grow">${screen.name}</span>
              <${Health} screen=${screen} />
            </li>`)}
        </ul>
      </div>
    </section>`;
}

export function Health({ screen }) {
  if (!screen.last_seen_at) return html`<span class="health">${t("never_short")}</span>`;
  if (isLost(screen)) {
    return html`
      <span class=${`health lost${day.value?.open ? " now" : ""}`}><${Icon} name="alert" size="16" />
        ${t("lost_short", { time: span(ageOf(screen.last_seen_at)) })}
      </span>`;
  }
  const late = ageOf(screen.last_seen_at) > LATE_AFTER;
  return html`
    <span class=${late ? "health lost" : "health"}><${Icon} name=${late ? "offline" : "check"} size="16" />
      ${t("seen", { time: span(ageOf(screen.last_seen_at)), n: screen.open_tickets ?? 0 })}
    </span>`;
}
