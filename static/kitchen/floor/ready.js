/** One order's dishes that can be carried: a tap serves one, the button all; for 5 s they can be taken back. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { timerText } from "../cues.js";
import { dishName, optionsOf, orderNumber } from "../names.js";
import { Sign } from "../signs.js";
import { tableSize } from "../size.js";
import { second } from "../store.js";
import { t as board } from "../words.js";
import { serve, takeBack } from "./acts.js";
import { t } from "./words.js";

const COLD = 300; // seconds: by then a dish has stood too long

export function blocksOf(card) {
  const blocks = [{ key: "meta", kind: "meta" }];
  if (card.allergy_note) blocks.push({ key: "allergy", kind: "allergy" });
  return [
    ...blocks,
    ...card.lines.map((line) => ({ key: line.id, kind: "line", line })),
    ...card.gaps.map((gap) => ({ key: gap.key, kind: "gap", gap, line: { id: gap.key } })),
  ];
}

const ageOf = (card) => (card.since ? Math.max(0, second.value - Math.floor(Date.parse(card.since) / 1000)) : 0);

function Timer({ card }) {
  if (!card.lines.length || !card.since) return null;
  return html`
    <span class="time">
      ${ageOf(card) >= COLD && html`<${Sign} cue="late" />`}
      <span>${timerText(ageOf(card), board)}</span>
    </span>`;
}

function Line({ card, line }) {
  const name = dishName(line);
  return html`
    <button type="button" class="line carry" data-block=${line.id} data-line=${line.id}
      aria-label=${t("serve", { dish: `${line.quantity}× ${name}` })} onClick=${() => serve(card, [line])}>
      <span class="quantity">${line.quantity}×</span>
      <span class="what">
        <span class="dish"><span class="name">${name}</span></span>
        ${line.modifiers.length > 0 && html`<span class="options">${optionsOf(line)}</span>`}
        ${line.note && html`<span class="line-note">${line.note}</span>`}
      </span>
    </button>`;
}

function Gone({ gap }) {
  const rest = Math.max(0, Math.ceil((gap.until - Date.now()) / 1000));
  const names = gap.lines.map((line) => `${line.quantity}× ${dishName(line)}`).join(" · ");
  return html`
    <div class="line gone" data-block=${gap.key} data-at=${second.value}>
      <span class="what"><span>${t("served")} ${names}</span></span>
      <button type="button" class="undo" onClick=${() => takeBack(gap.key)}>
        <${Icon} name="undo" size="1em" /><span>${board("undo")} ${rest}</span>
      </button>
    </div>`;
}

function Block({ block, card }) {
  if (block.kind === "line") return html`<${Line} card=${card} line=${block.line} />`;
  if (block.kind === "gap") return html`<${Gone} gap=${block.gap} />`;
  if (block.kind === "allergy") {
    return html`
      <div class="allergy" data-block="allergy"><p><${Sign} cue="allergy" /><b>${card.allergy_note}</b></p></div>`;
  }
  return html`
    <div class="meta" data-block="meta">
      <div class="facts">
        <span>${card.covers ? `${board("covers", { n: card.covers })} ` : ""}${orderNumber(card)}</span>
        <b>${card.coming ? t("coming", { n: card.coming }) : t("complete")}</b>
      </div>
    </div>`;
}

/** `part` from pack.js; without one, the whole card, to be measured. */
export function ReadyCard({ thing: card, part, width }) {
  const blocks = blocksOf(card).slice(part?.from ?? 0, part?.to);
  const cold = ageOf(card) >= COLD && card.lines.length > 0;
  const { size, wraps } = tableSize(card.table || "", width);
  const names = [
    "ticket", "serving", cold ? "late" : "go", part?.continued && "continued", part?.continues && "continues",
  ].filter(Boolean).join(" ");
  return html`
    <article class=${names} data-order=${card.id}>
      <div class="head" data-block="head">
        <span class=${wraps ? "table wraps" : "table"} style=${{ fontSize: `calc(${size} * var(--u))` }}>
          ${card.table}
        </span>
        ${part?.continued ? html`<span class="time">${board("continued")}</span>` : html`<${Timer} card=${card} />`}
      </div>
      ${blocks.map((block) => html`<${Block} key=${block.key} block=${block} card=${card} />`)}
      ${!part?.continues && html`
        <div class="foot" data-block="foot">
          <button type="button" class="serve all" disabled=${!card.lines.length}
            onClick=${() => serve(card, card.lines)}>
            <${Icon} name="check" size="1.1em" /><span>${t("serve_all")}</span>
          </button>
        </div>`}
    </article>`;
}
