/** One dish of a ticket: how many, what, its choices and note; a tap says that it is done, or that its void was seen. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { openMenu } from "./menu.js";
import { bothNames, optionsOf } from "./names.js";
import { isToDo, waitsForEyes } from "./steps.js";
import { tapLine, useTap } from "./taps.js";
import { t } from "./words.js";

const isPartly = (line) => line.done > 0 && line.done < line.quantity && isToDo(line);

export function Line({ ticket, line, picked }) {
  const tap = useTap(() => tapLine(ticket, line), () => openMenu(ticket, line));
  const names = ["line", line.status, isPartly(line) && "partly", line.cleared && "cleared", picked && "chosen"].filter(Boolean).join(" ");
  return html`
    <button type="button" class=${names} data-block=${line.id} data-line=${line.id} ...${tap}>
      <span class="quantity">${line.quantity}×</span>
      <${What} ticket=${ticket} line=${line} />
      <${Mark} line=${line} />
      <span class="unseen">${t(line.status === "ready" ? "not_done" : "is_done")}</span>
    </button>`;
}

function What({ ticket, line }) {
  const [name, other] = bothNames(line, ticket);
  const voided = line.status === "voided";
  return html`
    <span class="what">
      <span class="dish">
        ${voided && html`<b class="void-tag">${t("voided")}</b>`}<span class="name">${name}</span>
        ${other && html`<span class="other">${other}</span>`}
      </span>
      ${line.modifiers.length > 0 && html`<span class="options">${optionsOf(line, ticket)}</span>`}
      ${line.note && html`<span class="line-note">${line.note}</span>`}
      ${voided && line.reason && html`<span class="reason">${line.reason}</span>`}
      ${waitsForEyes(line) && html`<span class="see">${t("seen")}</span>`}
    </span>`;
}

/** A tick where it is done, "2/3" where only some of its portions are. */
function Mark({ line }) {
  const some = isPartly(line);
  return html`
    <span class=${some ? "mark some" : "mark"}>
      ${line.status === "ready" ? html`<${Icon} name="check" size="1em" />` : some && `${line.done}/${line.quantity}`}
    </span>`;
}
