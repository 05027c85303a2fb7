/** Stations or dishes, each with its bar on one common scale from zero. Few dishes say little, and that is said. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { named } from "../../shared/words.js";
import { minutes, share, t } from "./words.js";

const FEW = 10;
const SHOWN = 15;

export function Entries({ times }) {
  const [all, setAll] = useState(false);
  const most = Math.max(60, ...times.items.map((item) => item.p90_seconds || 0));
  const items = all ? times.items : times.items.slice(0, SHOWN);
  return html`
    <ul class="entries">
      ${items.map((item) => html`<${Entry} key=${item.key} item=${item} most=${most} />`)}
    </ul>
    ${times.items.length > items.length && html`
      <button type="button" class="link" onClick=${() => setAll(true)}>${t("all", { n: times.items.length })}</button>`}`;
}

function Entry({ item, most }) {
  const name = item.names ? named({ names: item.names }) : t(item.key === null ? "no_station" : "gone");
  const part = (seconds) => `${((seconds || 0) / most) * 100}%`;
  const rest = [
    item.recalls && t("recalled", { n: item.recalls }),
    item.voided && t("voided", { n: item.voided }),
    item.unfinished && t("unfinished", { n: item.unfinished }),
  ].filter(Boolean);
  return html`
    <li>
      <p class="line"><b class="grow">${name}</b><span>${t("count", { n: item.count })}<${Few} item=${item} /></span></p>
      <svg class="bar-of-times" width="100%" height="14" role="img"
        aria-label=${`${t("median")} ${minutes(item.median_seconds)}, ${t("p90")} ${minutes(item.p90_seconds)}`}>
        <rect class="ground" width="100%" height="14" /><rect class="p90" width=${part(item.p90_seconds)} height="14" />
        <rect class="median" width=${part(item.median_seconds)} height="14" />
      </svg>
      <p class="line"><span>${t("median")} <b>${minutes(item.median_seconds)}</b></span>
        <span>${t("p90")} <b>${minutes(item.p90_seconds)}</b></span>
        <span>${t("late")} <b>${share(item.late_share)}</b></span>
        ${rest.length > 0 && html`<small>${rest.join(" · ")}</small>`}</p>
    </li>`;
}

/** A word beside numbers that rest on too little. */
export const Few = ({ item }) => item.count > 0 && item.count < FEW && html` <small class="tag">${t("few")}</small>`;
