/** One order on the pass: what is ready, what is missing and from which station, and the one button that serves it. */
import { computed } from "@preact/signals";
import { html } from "htm/preact";
import { useMemo } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { named } from "../../shared/words.js";
import { cueOf, timerText } from "../cues.js";
import { at } from "../link.js";
import { Sign } from "../signs.js";
import { tableSize } from "../size.js";
import { ageAt, pendingOf, second, stations } from "../store.js";
import { dishName, optionsOf, orderNumber } from "../names.js";
import { t as board } from "../words.js";
import { fireCourse, serveAll, tapLine } from "./acts.js";
import { slowest } from "./cards.js";
import { openCard } from "./menu.js";
import { Mark } from "./marks.js";
import { useTap } from "../taps.js";
import { t } from "./words.js";

/** The blocks of a card in reading order; pack.js tears only between them. Its button stays with its last dish. */
export function blocksOf(card) {
  const blocks = [{ key: "meta", kind: "meta" }];
  if (card.round > 1) blocks.push({ key: "added", kind: "added" });
  if (card.allergy_note) blocks.push({ key: "allergy", kind: "allergy" });
  if (card.note) blocks.push({ key: "note", kind: "note" });
  return [...blocks, ...card.lines.map((line) => ({ key: line.id, kind: "line", line }))];
}

/** go · ok · due · late, and the seconds that its timer shows. */
export function stateOf(card) {
  const now = second.value;
  if (card.toGo) return { cue: "go", age: Math.max(0, now - Math.floor(Date.parse(card.since) / 1000)) };
  const worst = slowest(card, (ticket) => ageAt(ticket, now));
  if (!worst) return { cue: "quiet", age: Math.max(0, now - Math.floor(Date.parse(card.placed_at) / 1000)) };
  const age = ageAt(worst, now);
  return { cue: cueOf(age, worst.target_seconds, false), age };
}

/** Counts on by itself, so that the card is drawn anew only when something else changes. */
function Timer({ card, cue }) {
  return html`
    <span class="time">
      ${cue === "go" ? html`<${Icon} name="check" size="1em" />` : html`<${Sign} cue=${cue} />`}
      <span>${timerText(stateOf(card).age, board)}</span>
    </span>`;
}

function Head({ card, slot, cue, width, continued }) {
  const tap = useTap(() => openCard(card), () => openCard(card));
  const { size, wraps } = tableSize(card.table, width);
  return html`
    <button type="button" class="head" data-block="head"
      aria-label=${t("card", { table: card.table, n: card.ready.length })} ...${tap}>
      <span class="slot">${slot}</span>
      <span class=${wraps ? "table wraps" : "table"} style=${{ fontSize: `calc(${size} * var(--u))` }}>
        ${card.table}
      </span>
      ${continued
        ? html`<span class="time">${card.allergy_note && html`<${Sign} cue="allergy" />`}${board("continued")}</span>`
        : html`<${Timer} card=${card} cue=${cue} />`}
    </button>`;
}

const MOVED_FOR = 600; // seconds that both names of the table are said; its room stays, so that nothing jumps
const isMoving = (card) => second.value - Math.floor(Date.parse(card.moved_at) / 1000) < MOVED_FOR;

function tallyOf({ missing, ready, served, live }) {
  if (missing.length && ready.length) return t("missing", { n: missing.length });
  return t("of", { n: ready.length + served, of: live });
}

function Meta({ card }) {
  const waiting = card.tickets.reduce((total, ticket) => total + pendingOf(ticket.id), 0);
  const flags = [
    card.changed && board("changed"),
    card.rushed && board("rushed"),
    card.hurried > 0 && board("hurried", { n: card.hurried }),
  ].filter(Boolean);
  return html`
    <div class="meta" data-block="meta">
      <div class="facts">
        <span>${card.covers ? `${board("covers", { n: card.covers })} ` : ""}${orderNumber(card)}</span>
        ${waiting > 0
          ? html`<span class="waits"><${Icon} name="clock" size="1em" />${board("to_sync", { n: waiting })}</span>`
          : html`<b class="tally">${tallyOf(card)}</b>`}
        <button type="button" class="more" aria-label=${`${board("more")} ${card.table}`}
          onClick=${() => openCard(card)}>
          <${Icon} name="more" size="1.3em" />
        </button>
      </div>
      ${(flags.length > 0 || card.moved_from) && html`
        <div class="flags">
          ${card.moved_from && html`
            <b class=${isMoving(card) ? "moved" : "moved over"}>
              ${t("moved", { from: card.moved_from, to: card.table })}
            </b>`}
          ${flags.map((flag) => html`<b>${flag}</b>`)}
        </div>`}
    </div>`;
}

function stationsOf(line) {
  return [...new Set(line.station_ids)].map((id) => {
    const station = stations.value.find((each) => each.id === id);
    return station ? named(station) : board("no_station");
  }).join("＋");
}

function Line({ card, line, picked }) {
  const tap = useTap(() => { if (!tapLine(line)) openCard(card, line); }, () => openCard(card, line));
  const lacks = card.ready.length > 0 && (line.status === "queued" || line.status === "preparing");
  const name = dishName(line);
  const word = line.status === "held" ? t("course", { n: line.course }) : t(`state_${line.status}`);
  return html`
    <button type="button" data-block=${line.id} data-line=${line.id}
      aria-label=${`${line.quantity}× ${name}, ${stationsOf(line)}, ${word}`}
      class=${`line part ${line.status}${lacks ? " lacks" : ""}${picked ? " chosen" : ""}`} ...${tap}>
      <span class="quantity">${line.quantity}×</span>
      <span class="what">
        <span class="dish"><span class="name">${name}</span></span>
        ${line.modifiers.length > 0 && html`<span class="options">${optionsOf(line)}</span>`}
        ${line.note && html`<span class="line-note">${line.note}</span>`}
        ${line.status === "voided" && line.reason && html`<span class="reason">${line.reason}</span>`}
      </span>
      <span class="progress-mark"><${Mark} status=${line.status} /><small>${stationsOf(line)}</small></span>
    </button>`;
}

function Foot({ card }) {
  const [course] = card.held;
  const word = !card.ready.length ? t("none_ready")
    : card.missing.length ? t("serve_some", { n: card.ready.length }) : t("serve_all");
  return html`
    <div class="foot" data-block="foot">
      <button type="button" class=${`serve${card.toGo ? " all" : ""}`} disabled=${!card.ready.length}
        onClick=${() => serveAll(card)}>
        ${card.ready.length > 0 && html`<${Icon} name="check" size="1.1em" />`}<span>${word}</span>
      </button>
      ${course && html`
        <button type="button" class="fire" onClick=${() => fireCourse(course)}>
          ${t("fire", { n: course.course })}
        </button>`}
      ${card.calls.length > 0 && html`
        <button type="button" class="reply" onClick=${() => openCard(card)}>${t("answer")}</button>`}
    </div>`;
}

function Block({ block, card, picked }) {
  if (block.kind === "meta") return html`<${Meta} card=${card} />`;
  if (block.kind === "line") return html`<${Line} card=${card} line=${block.line} picked=${picked} />`;
  if (block.kind === "note") return html`<p class="ticket-note" data-block="note">${card.note}</p>`;
  if (block.kind === "allergy") {
    return html`
      <div class="allergy" data-block="allergy"><p><${Sign} cue="allergy" /><b>${card.allergy_note}</b></p></div>`;
  }
  return html`
    <div class="added" data-block="added">
      <b>${board("added")} · ${board("round", { n: card.round })}</b><span>${at(card.placed_at)}</span>
    </div>`;
}

/** `part`: `{slot, from, to, continued, continues}` from pack.js; without one, the whole card, to be measured. */
export function Card({ thing: card, part, width, picked, pickedLine }) {
  const cue = useMemo(() => computed(() => stateOf(card).cue), [card]).value;
  const blocks = blocksOf(card).slice(part?.from ?? 0, part?.to);
  const names = [
    "ticket", "card", cue, card.toGo && "to-go", part?.continued && "continued", part?.continues && "continues",
    picked && "picked",
  ].filter(Boolean).join(" ");
  return html`
    <article class=${names} data-card=${card.id}>
      <${Head} card=${card} slot=${part?.slot ?? 0} cue=${cue} width=${width} continued=${part?.continued} />
      ${blocks.map((block) => html`
        <${Block} key=${block.key} block=${block} card=${card}
          picked=${block.line && block.line.id === pickedLine} />`)}
      ${!part?.continues && html`<${Foot} card=${card} />`}
    </article>`;
}
