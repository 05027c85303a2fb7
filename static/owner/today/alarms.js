/** What the kitchen has not heard, red and with a sound, until somebody says that he knows. A day's page tells it all. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { ageOf } from "../../shared/time.js";
import { named } from "../../shared/words.js";
import { ring, soundWaits, wakeSound } from "../shell/ringing.js";
import { known, know, standing } from "../shell/standing.js";
import { span, t } from "./words.js";

const AGAIN = 30000;

export function Alarms() {
  const alarms = standing.value;
  const fresh = alarms.filter((alarm) => !known.value.has(alarm.id)).map((alarm) => alarm.id).join();
  useEffect(() => {
    if (!fresh) return undefined;
    ring();
    const timer = setInterval(ring, AGAIN);
    return () => clearInterval(timer);
  }, [fresh]);
  if (!alarms.length) return null;
  return html`
    <section class="alert bad alarms" role="alert">
      <${Icon} name="alert" />
      <div>
        ${byStation(alarms).map(([key, group]) => html`<${Station} key=${key} alarms=${group} />`)}
        <p>${t("unheard_then")}</p>
        ${fresh && html`
          <p class="pair">
            <button type="button" class="button strong" onClick=${() => know(alarms)}>${t("understood")}</button>
            ${soundWaits.value && html`
              <button type="button" class="button" onClick=${wakeSound}><${Icon} name="sound" size="20" /> ${t("sound_on")}</button>`}
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
