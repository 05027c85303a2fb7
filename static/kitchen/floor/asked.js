/** A table that wants something: what, since when, a bill how much. One tap answers; for 5 s it can be taken back. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { money } from "../../shared/money.js";
import { timerText } from "../cues.js";
import { Sign } from "../signs.js";
import { second } from "../store.js";
import { t as board } from "../words.js";
import { answer, takeBack } from "./acts.js";
import { rowHeight } from "./layout.js";
import { currency } from "./store.js";
import { t } from "./words.js";

const ICONS = { water: "water", tableware: "spoon", napkins: "image", clear: "table", staff: "staff", bill: "slip" };
const [DUE, LATE] = [120, 300]; // seconds that a guest waits gladly, and no longer

function Due({ bill }) {
  if (!bill) return html`<span>${t("asking")}</span>`;
  if (!bill.due && !bill.paying) return html`<span class="amount"><strong>${t("settled")}</strong></span>`;
  return html`
    <span class="amount"><strong>${money(bill.due, currency.value)}</strong>${bill.paying && ` ${t("paying")}`}</span>`;
}

const wishOf = ({ kind, bill }) => (bill ? `${t("bill")} ${money(bill.due, currency.value)}` : t(kind));

function Answered({ row }) {
  const rest = Math.max(0, Math.ceil((row.gap.until - Date.now()) / 1000));
  const who = row.gap.mine ? t("taken_here") : t("taken", { who: row.gap.call.answered_by || "" });
  return html`
    <div class="call gone" data-call=${row.id} data-at=${second.value} style=${{ height: `${rowHeight.value}px` }}>
      <p><b>${row.table}</b> ${t(row.kind)} · ${who}</p>
      ${row.gap.mine && html`
        <button type="button" class="undo" onClick=${() => takeBack(row.gap.key)}>
          <${Icon} name="undo" size="1em" /><span>${board("undo")} ${rest}</span>
        </button>`}
    </div>`;
}

export function Asked({ row, slot }) {
  if (row.gap) return html`<${Answered} row=${row} />`;
  const age = Math.max(0, second.value - Math.floor(Date.parse(row.made_at) / 1000));
  const cue = age >= LATE ? "late" : age >= DUE ? "due" : "ok";
  return html`
    <button type="button" class=${`call ${row.kind} ${cue}`} data-call=${row.id}
      style=${{ height: `${rowHeight.value}px` }}
      aria-label=${t("answer", { table: row.table, what: wishOf(row) })} onClick=${() => answer(row)}>
      ${slot ? html`<span class="slot">${slot}</span>` : null}
      <${Icon} name=${ICONS[row.kind]} size="1.3em" />
      <span class="who">
        <b class=${row.table.length > 4 ? "long" : ""}>${row.table}</b>
        ${row.kind === "bill" ? html`<${Due} bill=${row.bill} />` : html`<span>${t(row.kind)}</span>`}
      </span>
      <span class="age"><${Sign} cue=${cue} />${timerText(age, board)}</span>
    </button>`;
}
