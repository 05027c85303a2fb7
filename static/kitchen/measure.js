/** How tall each piece of a ticket is on this screen; a done line is as tall as before, so bumping never moves anything. */
import { html } from "htm/preact";
import { lang } from "../shared/words.js";
import { createMeasure } from "./measuring.js";
import { prefs } from "./prefs.js";
import { unit } from "./size.js";
import { stationOf, stations } from "./store.js";
import { Ticket, blocksOf } from "./ticket.js";

export const { measure, forgetHeights } = createMeasure({
  Thing: ({ thing, width }) => html`<${Ticket} ticket=${thing} width=${width} />`,
  blocksOf,
  signature: (ticket, width) => [
    Math.round(width * 100), unit.value, lang.value, prefs.value.names, stations.value.length > 1, stationOf(ticket),
    ticket.table, ticket.moved_from, ticket.order_number, ticket.covers, ticket.round > 1, ticket.course,
    ticket.allergy_note, ticket.note, ticket.hurried, ticket.rushed, ticket.void_waits,
    ticket.lines.map((line) => [
      line.id, line.names, line.quantity, line.modifiers, line.note,
      line.status === "voided" && [line.reason, line.cleared],
    ]),
  ],
});
