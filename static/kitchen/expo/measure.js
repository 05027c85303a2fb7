/** How tall a card at the pass is on this screen; progress alone moves nothing. */
import { lang } from "../../shared/words.js";
import { createMeasure } from "../measuring.js";
import { prefs } from "../prefs.js";
import { unit } from "../size.js";
import { stations } from "../store.js";
import { Card, blocksOf } from "./card.js";

export const { measure, forgetHeights } = createMeasure({
  Thing: Card,
  blocksOf,
  signature: (card, width) => [
    Math.round(width * 100), unit.value, lang.value, prefs.value.names, stations.value.length, card.table,
    card.moved_from, card.order_number, card.covers, card.round > 1, card.allergy_note, card.note,
    card.hurried, card.rushed, card.changed,
    card.calls.length > 0, card.held.map((course) => course.course),
    card.lines.map((line) => [
      line.id, line.names, line.quantity, line.modifiers, line.note, line.station_ids,
      line.status === "voided" && line.reason,
    ]),
  ],
});
