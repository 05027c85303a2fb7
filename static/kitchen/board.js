/** The board: columns of tickets in strict order of arrival, gaps that can be taken back, one page at a time. */
import { computed } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { picked } from "./keys.js";
import { boardHeight, columnWidth, present } from "./layout.js";
import { GAP, view } from "./size.js";
import { fresh, holding, leaving, second, shown, places, ageAt } from "./store.js";
import { EmptyBoard } from "./empty.js";
import { isStale } from "./link.js";
import { Ticket } from "./ticket.js";
import { touch, undo } from "./touches.js";
import { t } from "./words.js";

const THICK = 6; // so many late tickets keep the thick border when most of the board is late

/** What is left of a ticket that was bumped: its place, and the way back for five seconds. */
function Gap({ part }) {
  const gap = leaving.value.get(part.id);
  const rest = gap ? Math.ceil((gap.until - Date.now()) / 1000) : 0;
  const ticking = second.value; // counts down
  const word = gap?.voided ? "cleared" : gap?.mine ? "done" : gap?.by ? "done_by" : "done_elsewhere";
  return html`
    <div class="gap" data-gap=${part.id} data-at=${ticking} style=${{ height: `${part.height}px` }}>
      ${!part.continued && gap && html`
        <p><b>${gap.ticket.table}</b> <span>${t(word, { name: gap.by })}</span></p>
        ${rest > 0 && !gap.voided && html`
          <button type="button" class="undo" onClick=${() => (gap.mine ? undo(gap.ticket) : touch("recall", gap.ticket))}>
            <${Icon} name="undo" size="1em" /><span>${t(gap.mine ? "undo" : "recall")} ${rest}</span>
          </button>`}`}
    </div>`;
}

function Part({ part, calm }) {
  const ticket = shown.value.get(part.id);
  if (part.gone || !ticket) return html`<${Gap} part=${part} />`;
  const mine = picked.value?.id === part.id;
  return html`
    <${Ticket} ticket=${ticket} part=${part} width=${columnWidth.value} picked=${mine}
      pickedLine=${mine ? picked.value.line : null} calm=${calm.has(part.id)} />`;
}

/** If more than half of the board is late, a wall of thick red tells nothing: only the oldest keep it. (A text, so that
 * the board is drawn again only when it changes.) */
const calmIds = computed(() => {
  const late = places.value.filter((ticket) => ageAt(ticket, second.value) >= ticket.target_seconds);
  return late.length * 2 > places.value.length ? late.slice(THICK).map((ticket) => ticket.id).join(" ") : "";
});

export function Board() {
  const box = useRef(null);
  useLayoutEffect(() => {
    const measureRoom = () => { boardHeight.value = box.current.clientHeight; };
    measureRoom();
    const watcher = new ResizeObserver(measureRoom);
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  useEffect(() => {
    const release = () => { holding.value = false; };
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, release);
    return () => { for (const name of ["pointerup", "pointercancel"]) removeEventListener(name, release); };
  }, []);

  const calm = new Set(calmIds.value.split(" "));
  const columns = present.value;
  const empty = places.value.length === 0;
  return html`
    <main class=${`board${fresh.value ? "" : " kept"}`} ref=${box} onPointerDown=${() => { holding.value = true; }}
      data-width=${view.value.width}>
      ${empty ? html`<${EmptyBoard} stale=${isStale.value} />` : html`
        <div class="columns" style=${{ gap: `${GAP}px` }}>
          ${columns.map((parts, n) => html`
            <div class="column" key=${n} style=${{ width: `${columnWidth.value}px`, gap: `${GAP}px` }}>
              ${parts.map((part) => html`<${Part} key=${`${part.id}:${part.from}`} part=${part} calm=${calm} />`)}
            </div>`)}
        </div>`}
      ${!fresh.value && !empty && html`<p class="updating">${t("updating")}</p>`}
    </main>`;
}
