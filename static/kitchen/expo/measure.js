/** How tall each piece of a card is on this screen: drawn once out of sight, read, remembered. */
import { html } from "htm/preact";
import { render } from "preact";
import { lang } from "../../shared/words.js";
import { prefs } from "../prefs.js";
import { unit } from "../size.js";
import { stations } from "../store.js";
import { Card, blocksOf } from "./card.js";

const MOST = 2000;
let known = new Map();
let stage = null;

/** What a card's height hangs on; progress alone moves nothing. */
function signature(card, width) {
  return JSON.stringify([
    Math.round(width * 100), unit.value, lang.value, prefs.value.names, stations.value.length, card.table, card.moved_from,
    card.number, card.covers, card.round > 1, card.allergy_note, card.note, card.hurried, card.rushed, card.changed,
    card.calls.length > 0, card.held.map((course) => course.course),
    card.lines.map((line) => [
      line.id, line.names, line.quantity, line.modifiers, line.note, line.station_ids,
      line.status === "voided" && line.reason,
    ]),
  ]);
}

export function measure(cards, width) {
  const keys = cards.map((card) => signature(card, width));
  const missing = cards.filter((card, n) => !known.has(keys[n]));
  if (missing.length) read(missing, width);
  return cards.map((card, n) => ({ card, ...known.get(keys[n]) }));
}

function read(cards, width) {
  if (!stage) {
    stage = document.createElement("div");
    stage.className = "measure";
    stage.setAttribute("aria-hidden", "true");
    stage.inert = true;
    document.body.append(stage);
  }
  if (known.size > MOST) known = new Map();
  stage.style.width = `${width}px`;
  render(cards.map((card) => html`<${Card} key=${card.id} card=${card} width=${width} />`), stage);
  const drawn = [...stage.children];
  cards.forEach((card, n) => known.set(signature(card, width), heights(card, drawn[n])));
  render(null, stage);
}

function heights(card, element) {
  const tall = (node) => node.getBoundingClientRect().height;
  const [head, ...rest] = [...element.querySelectorAll(":scope > [data-block]")].map(tall);
  const foot = rest[rest.length - 1];
  const last = rest.length - 2;
  const blocks = blocksOf(card).map((block, n) => ({ height: rest[n] + (n === last ? foot : 0), line: block.line?.id }));
  return { head, frame: tall(element) - head - rest.reduce((total, height) => total + height, 0), blocks };
}

/** Another font has come, or the zoom has changed: everything is measured again. */
export const forgetHeights = () => { known = new Map(); };
