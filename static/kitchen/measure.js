/** How tall each piece of a ticket is on this screen: drawn once out of sight, read, remembered. */
import { html } from "htm/preact";
import { render } from "preact";
import { lang } from "../shared/words.js";
import { prefs } from "./prefs.js";
import { unit } from "./size.js";
import { stationOf, stations } from "./store.js";
import { Ticket, blocksOf } from "./ticket.js";

const MOST = 2000;
let known = new Map();
let stage = null;

/** What a ticket's height hangs on; a done line is as tall as before, so bumping never moves anything. */
function signature(ticket, width) {
  return JSON.stringify([
    Math.round(width * 100), unit.value, lang.value, prefs.value.names, stations.value.length > 1, stationOf(ticket),
    ticket.table, ticket.moved_from, ticket.order_number, ticket.covers, ticket.round > 1, ticket.course,
    ticket.allergy_note, ticket.note, ticket.hurried, ticket.rushed, ticket.void_waits,
    ticket.lines.map((line) => [
      line.id, line.names, line.quantity, line.modifiers, line.note,
      line.status === "voided" && [line.reason, line.cleared],
    ]),
  ]);
}

/** `[{ticket, head, frame, blocks: [{height, line}]}]`: everything that is not known yet is laid out in one go. */
export function measure(tickets, width) {
  const keys = tickets.map((ticket) => signature(ticket, width));
  const missing = tickets.filter((ticket, n) => !known.has(keys[n]));
  if (missing.length) read(missing, width);
  return tickets.map((ticket, n) => ({ ticket, ...known.get(keys[n]) }));
}

function read(tickets, width) {
  if (!stage) {
    stage = document.createElement("div");
    stage.className = "measure";
    stage.setAttribute("aria-hidden", "true");
    stage.inert = true;
    document.body.append(stage);
  }
  if (known.size > MOST) known = new Map();
  stage.style.width = `${width}px`;
  render(tickets.map((ticket) => html`<${Ticket} key=${ticket.id} ticket=${ticket} width=${width} />`), stage);
  const drawn = [...stage.children];
  tickets.forEach((ticket, n) => known.set(signature(ticket, width), heights(ticket, drawn[n])));
  render(null, stage);
}

function heights(ticket, element) {
  const tall = (node) => node.getBoundingClientRect().height;
  const pieces = [...element.querySelectorAll(":scope > [data-block]")];
  const [head, ...rest] = pieces.map(tall);
  const blocks = blocksOf(ticket).map((block, n) => ({ height: rest[n], line: block.line?.id }));
  const frame = tall(element) - head - rest.reduce((total, height) => total + height, 0);
  return { head, frame, blocks };
}

/** Another font has come, or the zoom has changed: everything is measured again. */
export const forgetHeights = () => { known = new Map(); };
