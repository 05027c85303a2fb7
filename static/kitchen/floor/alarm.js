/** What the kitchen has not heard: across the whole width, until it has. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { t as board } from "../words.js";
import { standing } from "./state.js";
import { t } from "./words.js";

/** A dark station covers what is unheard there. */
function byStation(alarms) {
  const groups = new Map();
  for (const alarm of alarms) groups.set(alarm.station_id, [...(groups.get(alarm.station_id) || []), alarm]);
  return [...groups];
}

function Station({ alarms }) {
  const dark = alarms.find((alarm) => alarm.code === "no_live_screen");
  const names = (dark || alarms[0]).station_names;
  const waiting = new Map(alarms.flatMap((alarm) => alarm.tickets || []).map((ticket) => [ticket.id, ticket]));
  const station = names ? named({ names }) : board("no_station");
  return html`
    <div class="alarm" role="alert">
      <${Icon} name="alert" size="1.6em" />
      <p><b>${t(dark ? "dark" : "unheard", { station, n: waiting.size })}</b>
        <span>${[...waiting.values()].map((ticket) => `${ticket.table} ${ticket.label}`).join(" · ")}</span></p>
    </div>`;
}

export const Alarms = () => byStation(standing.value)
  .map(([key, alarms]) => html`<${Station} key=${key} alarms=${alarms} />`);
