/** What else can be done with a ticket, or with one of its dishes: held, or asked for by the ⋯ key. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { Sheet } from "../shared/sheet.js";
import { dishes } from "./dishes.js";
import { api, at } from "./link.js";
import { sheet } from "./panels.js";
import { printTicket } from "./print.js";
import { Choices, change } from "./sold_out.js";
import { put, shown } from "./store.js";
import { isToDo, waitsForEyes } from "./steps.js";
import { dishName, orderNumber } from "./names.js";
import { bumpTicket } from "./taps.js";
import { say } from "./toast.js";
import { touch } from "./touches.js";
import { t } from "./words.js";

const REPLIES = [0, 5, 10];

export function openMenu(ticket, line) {
  sheet.value = { kind: "menu", ticketId: ticket.id, lineId: line?.id };
}

const close = () => { sheet.value = null; };

async function reply(ticket, minutes) {
  close();
  try {
    put([await api.post(`/api/v1/kitchen/tickets/${ticket.id}/answer`, { minutes })]);
    say(t("answered", { table: ticket.table }));
  } catch (problem) {
    say(problem.status ? t("refused", { why: problem.message }) : t("needs_line"));
  }
}

function Act({ icon, word, go }) {
  return html`
    <button type="button" class="act" onClick=${() => { close(); go(); }}><${Icon} name=${icon} />${t(word)}</button>`;
}

function Acts({ ticket }) {
  const toDo = ticket.lines.some(isToDo);
  return html`
    <div class="acts">
      ${ticket.status === "open" && html`<${Act} icon="play" word="start" go=${() => touch("start", ticket)} />`}
      ${toDo && !ticket.rushed && html`<${Act} icon="rush" word="rush" go=${() => touch("rush", ticket)} />`}
      ${toDo && html`<${Act} icon="check" word="bump_all" go=${() => bumpTicket(ticket)} />`}
      ${ticket.lines.some(waitsForEyes) && html`<${Act} icon="check" word="seen" go=${() => touch("clear", ticket)} />`}
      <${Act} icon="printer" word="print" go=${() => printTicket(ticket)} />
    </div>
    ${ticket.calls.length > 0 && html`
      <h3>${t("answer")}</h3>
      <div class="acts">
        ${REPLIES.map((n) => html`
          <button type="button" class="act" onClick=${() => reply(ticket, n)}>
            ${n ? t("more_minutes", { n }) : t("soon")}
          </button>`)}
      </div>`}`;
}

function Dish({ ticket, line, open }) {
  const dish = dishes.value.find((each) => each.id === line.item_id);
  const out = dish && !dish.available;
  return html`
    <li>
      <details open=${open}>
        <summary><b>${line.quantity}×</b> ${dishName(line, ticket)}<span>${t(out ? "sold_out" : "out")}</span></summary>
        ${dish && (out ? html`
          <div class="choices">
            <button type="button" onClick=${() => change(dish, { available: true })}>${t("restore")}</button>
          </div>` : html`<${Choices} dish=${dish} />`)}
      </details>
    </li>`;
}

export function TicketMenu() {
  const { ticketId, lineId } = sheet.value;
  const ticket = shown.value.get(ticketId);
  if (!ticket) return null;
  return html`
    <${Sheet} title=${`${ticket.table} ${orderNumber(ticket)}`} close=${close} closeLabel=${t("close")} className="dark">
      <${Acts} ticket=${ticket} />
      <h3>${t("details")}</h3>
      <p>${t("round", { n: ticket.round })} · ${t("placed")} ${at(ticket.placed_at, { seconds: true })}
        ${ticket.covers ? ` · ${t("covers", { n: ticket.covers })}` : ""}</p>
      <ul class="dishes">
        ${ticket.lines.map((line) => html`<${Dish} key=${line.id} ticket=${ticket} line=${line} open=${line.id === lineId} />`)}
      </ul>
    <//>`;
}
