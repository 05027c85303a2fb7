/** A ticket, or the part of one that stands in a column: head with four cues, then what is to be made. */
import { useComputed } from "@preact/signals";
import { html } from "htm/preact";
import { useRef } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { lang } from "../shared/words.js";
import { cueOf, timerText } from "./cues.js";
import { at } from "./link.js";
import { openMenu } from "./menu.js";
import { prefs } from "./prefs.js";
import { Sign } from "./signs.js";
import { tableSize } from "./size.js";
import { isOpen, isToDo, waitsForEyes } from "./steps.js";
import { ageAt, isNew, pendingOf, second, stations } from "./store.js";
import { touch } from "./touches.js";
import { t } from "./words.js";

const LONG_PRESS = 500;

/** In the screen's language, or in both. */
export function dishName(thing) {
  const names = thing.names || {};
  const wish = prefs.value.names || lang.value;
  if (wish !== "both") return names[wish] || thing.name;
  return [...new Set([names.zh, names.en].filter(Boolean))].join(" ") || thing.name;
}

const optionsOf = (line) => line.modifiers.map((m) => dishName(m) + (m.quantity > 1 ? ` ×${m.quantity}` : "")).join(" · ");

/** The blocks of a ticket in reading order; pack.js tears only between them. */
export function blocksOf(ticket) {
  const blocks = [{ key: "meta", kind: "meta" }];
  if (ticket.round > 1) blocks.push({ key: "added", kind: "added" });
  if (ticket.allergy_note) blocks.push({ key: "allergy", kind: "allergy" });
  if (ticket.note) blocks.push({ key: "note", kind: "note" });
  return [...blocks, ...ticket.lines.map((line) => ({ key: line.id, kind: "line", line }))];
}

/** A tap bumps; holding, or the ⋯ key, shows what else can be done. */
function useTap(tap, hold) {
  const timer = useRef(0);
  const held = useRef(false);
  return {
    onClick: () => { if (!held.current) tap(); },
    onPointerDown() {
      held.current = false;
      timer.current = setTimeout(() => { held.current = true; hold(); }, LONG_PRESS);
    },
    onPointerUp: () => clearTimeout(timer.current),
    onPointerLeave: () => clearTimeout(timer.current),
    onPointerCancel: () => clearTimeout(timer.current),
    onContextMenu: (event) => event.preventDefault(),
  };
}

export function bumpTicket(ticket) {
  if (ticket.lines.some(isToDo)) touch("bump", ticket);
  else if (ticket.lines.some(waitsForEyes)) touch("clear", ticket);
}

export function tapLine(ticket, line) {
  if (waitsForEyes(line)) touch("clear", ticket, line);
  else if (line.status !== "voided") touch(line.status === "ready" ? "recall" : "bump", ticket, line);
}

/** What is done and only waits for eyes (something was taken off) is late for nobody. */
export function useCue(ticket) {
  return useComputed(() => (
    isOpen(ticket) ? cueOf(ageAt(ticket, second.value), ticket.target_seconds, isNew(ticket)) : "done"));
}

function Timer({ ticket, cue }) {
  if (cue === "done") return html`<span class="time">${t("changed")}</span>`;
  const age = ageAt(ticket, second.value);
  return html`
    <span class="time">
      ${cue === "new" ? html`<b class="new-tag">${t("fresh")}</b>` : html`<${Sign} cue=${cue} />`}
      <span>${timerText(age, t)}</span>
    </span>`;
}

function Progress({ ticket }) {
  const part = Math.min(1, ageAt(ticket, second.value) / ticket.target_seconds);
  return html`<i class="progress" style=${{ transform: `scaleX(${part.toFixed(3)})` }}></i>`;
}

function Head({ ticket, slot, cue, width, continued }) {
  const tap = useTap(() => bumpTicket(ticket), () => openMenu(ticket));
  const { size, wraps } = tableSize(ticket.table, width);
  return html`
    <button type="button" class="head" data-block="head" aria-label=${t("bump", { table: ticket.table })} ...${tap}>
      <span class="slot">${slot}</span>
      <span class=${wraps ? "table wraps" : "table"} style=${{ fontSize: `calc(${size} * var(--u))` }}>${ticket.table}</span>
      ${continued ? html`
        <span class="time">${ticket.allergy_note && html`<${Sign} cue="allergy" />`}${t("continued")}</span>` : html`<${Timer} ticket=${ticket} cue=${cue} />`}
      ${!continued && (cue === "ok" || cue === "new") && html`<${Progress} ticket=${ticket} />`}
    </button>`;
}

/** One row whose height never changes (what is late or waits goes at its right), and one of flags where there are any. */
function Meta({ ticket, cue }) {
  const station = stations.value.length > 1 && stations.value.find((each) => each.id === ticket.station_id);
  const flags = [
    !ticket.station_id && t("no_station"),
    ticket.void_waits && t("changed"),
    ticket.rushed && t("rushed"),
    ticket.hurried > 0 && t("hurried", { n: ticket.hurried }),
  ].filter(Boolean);
  return html`
    <div class="meta" data-block="meta">
      <div class="facts">
        <span>${ticket.covers ? `${t("covers", { n: ticket.covers })} ` : ""}#${String(ticket.order_number).padStart(3, "0")}</span>
        <${Urgency} ticket=${ticket} cue=${cue} />
        <button type="button" class="more" aria-label=${`${t("more")} ${ticket.table}`} onClick=${() => openMenu(ticket)}>
          <${Icon} name="more" size="1.3em" />
        </button>
      </div>
      ${(flags.length > 0 || station) && html`
        <div class="flags">
          ${station && html`<span>${dishName(station)}</span>`}
          ${flags.map((flag) => html`<b>${flag}</b>`)}
        </div>`}
    </div>`;
}

function Urgency({ ticket, cue }) {
  const waiting = pendingOf(ticket.id);
  if (waiting) {
    return html`<span class="waits"><${Icon} name="clock" size="1em" />${t("to_sync", { n: waiting })}</span>`;
  }
  const over = cue === "late" ? Math.floor((ageAt(ticket, second.value) - ticket.target_seconds) / 60) : 0;
  return over > 0 ? html`<b class="over">${t("late_by", { n: over })}</b>` : null;
}

function Line({ ticket, line, picked }) {
  const tap = useTap(() => tapLine(ticket, line), () => openMenu(ticket, line));
  const name = dishName(line);
  const label = t(line.status === "ready" ? "line_back" : "line_done", { dish: `${line.quantity}× ${name}` });
  const voided = line.status === "voided";
  return html`
    <button type="button" class=${`line ${line.status}${line.cleared ? " cleared" : ""}${picked ? " chosen" : ""}`}
      data-block=${line.id} data-line=${line.id} aria-label=${label} ...${tap}>
      <span class="quantity">${line.quantity}×</span>
      <span class="what">
        <span class="dish">${voided && html`<b class="void-tag">${t("voided")}</b>`}<span class="name">${name}</span></span>
        ${line.modifiers.length > 0 && html`<span class="options">${optionsOf(line)}</span>`}
        ${line.note && html`<span class="line-note">${line.note}</span>`}
        ${voided && line.reason && html`<span class="reason">${line.reason}</span>`}
        ${waitsForEyes(line) && html`<span class="see">${t("seen")}</span>`}
      </span>
      <span class="mark">${line.status === "ready" && html`<${Icon} name="check" size="1em" />`}</span>
    </button>`;
}

function Block({ block, ticket, cue, picked }) {
  if (block.kind === "meta") return html`<${Meta} ticket=${ticket} cue=${cue} />`;
  if (block.kind === "added") {
    return html`
      <div class="added" data-block="added">
        <b>${t("added")} · ${t("round", { n: ticket.round })}</b><span>${at(ticket.placed_at)}</span>
      </div>`;
  }
  if (block.kind === "allergy") {
    return html`
      <div class="allergy" data-block="allergy"><p><${Sign} cue="allergy" /><b>${ticket.allergy_note}</b></p></div>`;
  }
  if (block.kind === "note") return html`<p class="ticket-note" data-block="note">${ticket.note}</p>`;
  return html`<${Line} ticket=${ticket} line=${block.line} picked=${picked} />`;
}

/** `part`: `{slot, from, to, continued, continues}` from pack.js; without one, the whole ticket, to be measured. */
export function Ticket({ ticket, part, width, picked, pickedLine, calm }) {
  const cue = useCue(ticket).value;
  const blocks = blocksOf(ticket).slice(part?.from ?? 0, part?.to);
  const names = [
    "ticket", cue, ticket.rushed && "rushed", ticket.void_waits && "changed", part?.continued && "continued",
    part?.continues && "continues", picked && "picked", calm && cue === "late" && "calm",
  ].filter(Boolean).join(" ");
  return html`
    <article class=${names} data-ticket=${ticket.id}>
      <${Head} ticket=${ticket} slot=${part?.slot ?? 0} cue=${cue} width=${width} continued=${part?.continued} />
      ${blocks.map((block) => html`
        <${Block} key=${block.key} block=${block} ticket=${ticket} cue=${cue}
          picked=${block.line && block.line.id === pickedLine} />`)}
    </article>`;
}
