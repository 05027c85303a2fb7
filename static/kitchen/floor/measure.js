/** How tall a card of ready dishes is on this screen. */
import { lang } from "../../shared/words.js";
import { createMeasure } from "../measuring.js";
import { prefs } from "../prefs.js";
import { unit } from "../size.js";
import { ReadyCard, blocksOf } from "./ready.js";

export const { measure, forgetHeights } = createMeasure({
  Thing: ReadyCard,
  blocksOf,
  signature: (card, width) => [
    Math.round(width * 100), unit.value, lang.value, prefs.value.names, card.table, card.order_number, card.covers,
    card.coming, card.allergy_note, card.gaps.map((gap) => gap.key),
    card.lines.map((line) => [line.id, line.names, line.quantity, line.modifiers, line.note]),
  ],
});
