/** What the kitchen has not heard, by station, until somebody says that he knows (shell/alarm.js rings). */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { ageOf } from "../../shared/time.js";
import { named } from "../../shared/words.js";
import { SoundOn } from "../shell/alarm.js";
import { know, standing, unknown } from "../shell/standing.js";
import { span, t } from "./words.js";

export function Alarms() {
  const alarms = standing.value;
  if (!alarms.length) return null;
  return html`
    <section class="alert bad alarms" role="alert">
      <${Icon} name="alert" />
      <div>
        ${byStation(alarms).map(([key, group]) => html`<${Station} key=${key} alarms=${group} />`)}
        <p>${t("unheard_then")}</p>
        ${unknown.value.length > 0 && html`
          <p class="pair">
            <button type="button" class="button strong" onClick=${() => know(alarms)}>${t("understood")}</button>
            <${SoundOn} />
          </p>`}
      </div>
    </section>`;
}

/** A dark station covers what is unheard there: one word about one place. */
function byStation(alarms) {
  const groups = new Map();
  for (const alarm of alarms) groups.set(alarm.station_id, [...(groups.get(alarm.station_id) || []), alarm]);
  return [...groups];
}

function Station({ alarms }) {
  const dark = alarms.find((alarm) => alarm.code === "no_live_screen");
  const shown = dark || alarms[0];
  const name = shown.station_names ? named({ names: shown.station_names }) : t("no_station");
  const waiting = new Map(alarms.flatMap((alarm) => alarm.tickets).map((ticket) => [ticket.id, ticket]));
  const time = span(ageOf(shown.since));
  return html`
    <h2>${t(dark ? "dark" : "unheard", { name, time, n: waiting.size })}</h2>
    <p>${[...waiting.values()].map((ticket) => `${ticket.table} ${ticket.label}`).join(" · ")}</p>`;
}
