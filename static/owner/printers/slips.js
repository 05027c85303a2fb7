/** What was printed lately, what was not and why, and once more where it is wanted. */
import { html } from "htm/preact";
import { newKey } from "../../shared/api.js";
import { Icon } from "../../shared/icons.js";
import { clockTime } from "../../shared/time.js";
import { api } from "../shell/api.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { readPrinters } from "./store.js";
import { t } from "./words.js";

const BAD = ["too_old", "failed"];

export function Slips({ slips }) {
  return html`
    <h3 class="over">${t("slips")}</h3>
    <div class="card">
      <ul class="rows">${slips.map((slip) => html`<${Slip} key=${slip.id} slip=${slip} />`)}</ul>
    </div>`;
}

function Slip({ slip }) {
  async function again() {
    await attempt(() => api.post(`${home.value}/slips/${slip.id}/print`, { request_id: newKey() }));
    readPrinters();
  }

  const number = slip.order_number && `#${String(slip.order_number).padStart(3, "0")}`;
  const time = clockTime(slip.printed_at || slip.made_at, { timeZone: shop.value.time_zone });
  const marks = [slip.again && t("is_again"), slip.perhaps && t("perhaps")].filter(Boolean);
  return html`
    <li class="row slip-row">
      <span class="grow">
        <b>${[slip.table, number, t(`kind_${slip.kind}`)].filter(Boolean).join(" ")}</b>
        <small>${[time, slip.printer, ...marks].join(" · ")}</small>
      </span>
      <span class=${BAD.includes(slip.state) ? "health lost" : "health"}>
        ${BAD.includes(slip.state) && html`<${Icon} name="alert" size="16" />`} ${t(`state_${slip.state}`)}
      </span>
      <button type="button" class="button small" onClick=${again}>${t("again")}</button>
    </li>`;
}
