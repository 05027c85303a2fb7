/** A ticket, or the part of one that stands in a column: head with four cues, then what is to be made. */
import { useComputed } from "@preact/signals";
import { html } from "htm/preact";
import { cueOf } from "./cues.js";
import { Head } from "./head.js";
import { Line } from "./line.js";
import { at } from "./link.js";
import { Meta } from "./meta.js";
import { Sign } from "./signs.js";
import { isOpen } from "./steps.js";
import { ageAt, caughtUp, isNew, second } from "./store.js";
import { t } from "./words.js";

/** The blocks of a ticket in reading order; pack.js tears only between them. */
export function blocksOf(ticket) {
  const blocks = [{ key: "meta", kind: "meta" }];
  if (ticket.round > 1) blocks.push({ key: "added", kind: "added" });
  if (ticket.allergy_note) blocks.push({ key: "allergy", kind: "allergy" });
  if (ticket.note) blocks.push({ key: "note", kind: "note" });
  return [...blocks, ...ticket.lines.map((line) => ({ key: line.id, kind: "line", line }))];
}

/** What is done and only waits for eyes (something was taken off) is late for nobody. */
function useCue(ticket) {
  return useComputed(() => (
    isOpen(ticket) ? cueOf(ageAt(ticket, second.value), ticket.target_seconds, isNew(ticket)) : "done"));
}

function Block({ block, ticket, cue, picked }) {
  if (block.kind === "meta") return html`<${Meta} ticket=${ticket} cue=${cue} />`;
  if (block.kind === "added") {
    return html`
      <div class="added" data-block="added">
        <b>${t("added")} · ${t("round", { n: ticket.round })}</b><span>${at(ticket.fired_at)}</span>
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
    caughtUp.value.has(ticket.id) && "caught",
  ].filter(Boolean).join(" ");
  return html`
    <article class=${names} data-ticket=${ticket.id}>
      <${Head} ticket=${ticket} slot=${part?.slot ?? 0} cue=${cue} width=${width} continued=${part?.continued} />
      ${blocks.map((block) => html`
        <${Block} key=${block.key} block=${block} ticket=${ticket} cue=${cue}
          picked=${block.line && block.line.id === pickedLine} />`)}
    </article>`;
}
