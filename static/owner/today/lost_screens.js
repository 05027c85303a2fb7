/** Screens that are not there: in one short word with each one's name below, calmer where there never was any. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { ageOf } from "../../shared/time.js";
import { ask } from "../shell/confirm.js";
import { manages } from "../shell/shops.js";
import { isLost } from "./screens.js";
import { span, t } from "./words.js";

export function LostScreens({ screens, all }) {
  if (all.every((screen) => !screen.last_seen_at)) return html`<${NeverOne} n=${all.length} />`;
  const here = all.filter((screen) => !isLost(screen)).flatMap((screen) => screen.station_ids);
  const covered = screens.every((screen) => screen.station_ids.every((id) => here.includes(id)));
  const title = screens.length > 1 ? t("lost_many", { n: screens.length }) : oneOf(screens[0]);
  const explain = () => ask({ title, text: t("what_text"), yes: t("understood"), harmless: true });
  return html`
    <section class="alert warn">
      <${Icon} name="offline" />
      <div>
        <h2>${title}</h2>
        ${screens.length > 1 && html`<p>${screens.map(oneOf).join(" · ")}</p>`}
        <p>${t(covered ? "lost_then" : "lost_alone")}</p>
      </div>
      <button type="button" class="link" onClick=${explain}>${t("what_now")}</button>
    </section>`;
}

const oneOf = ({ name, last_seen_at: seen }) => (seen ? t("lost", { name, time: span(ageOf(seen)) }) : t("never", { name }));

/** Screens were taken in, none has ever shown a ticket: nothing is broken, something is still to be done. */
function NeverOne({ n }) {
  return html`
    <section class="alert warn">
      <${Icon} name="screen" />
      <div>
        <h2>${t("never_one")}</h2>
        <p>${t("never_one_text", { n })}</p>
        <p class="pair">
          <a class="button" href="/kitchen" target="_blank" rel="noopener">${t("open_screen")}</a>
          ${manages.value && html`<a class="button" href="#kitchen">${t("to_screens")}</a>`}
        </p>
      </div>
    </section>`;
}
