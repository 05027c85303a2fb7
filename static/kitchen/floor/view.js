/** The floor: who wants something, who wants to pay and how much, and what can be carried to which table. */
import { html } from "htm/preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { State, Whose } from "../header.js";
import { attempts, isStale } from "../link.js";
import { Pages } from "../paging.js";
import { prefs } from "../prefs.js";
import { GAP, isNarrow } from "../size.js";
import { Stale } from "../stale.js";
import { fresh, restaurant, screen } from "../store.js";
import { toast } from "../toast.js";
import { t as board } from "../words.js";
import { Alarms } from "./alarm.js";
import { Asked } from "./asked.js";
import { grid, height, here, pageCount, pageNumber, turn } from "./layout.js";
import { ReadyCard } from "./ready.js";
import { callRows, cards, counts } from "./state.js";
import { acts } from "./store.js";
import { t } from "./words.js";

function Title({ name, n, icon }) {
  return html`<h2 class="section"><${Icon} name=${icon} size="1em" />${t(name)} <b>${n}</b></h2>`;
}

/** Nothing to do is said only while the screen hears. */
function Nothing({ word, width }) {
  const text = isStale.value ? board("cut_off") : fresh.value ? t(word) : board("starting");
  return html`<p class="nothing" style=${{ width: width && `${width}px` }}>${text}</p>`;
}

function Rows({ name, icon, rows, from, n }) {
  return html`
    <section class=${`rows-of ${name}`}>
      <${Title} name=${name} n=${n} icon=${icon} />
      <div class="rows" style=${{ gap: `${GAP}px` }}>
        ${rows.map((row, at) => html`<${Asked} key=${row.id} row=${row} slot=${from + at < 9 ? from + at + 1 : 0} />`)}
        ${!n && !rows.length && html`<${Nothing} word=${`no_${name}`} />`}
      </div>
    </section>`;
}

function Ready() {
  const { columns, asked, width } = grid.value;
  const room = (columns - asked) * (width + GAP) - GAP;
  const known = new Map(cards.value.map((card) => [card.id, card]));
  return html`
    <section class="ready-of" style=${{ width: `${room}px` }}>
      <${Title} name="ready" n=${counts.value.r} icon="bell" />
      <div class="columns" style=${{ gap: `${GAP}px` }}>
        ${cards.value.length > 0 && here.value.ready.map((parts, n) => html`
          <div class="column" key=${n} style=${{ width: `${width}px`, gap: `${GAP}px` }}>
            ${parts.filter((part) => known.has(part.id)).map((part) => html`
              <${ReadyCard} key=${`${part.id}:${part.from}`} thing=${known.get(part.id)} part=${part}
                width=${width} />`)}
          </div>`)}
        ${!cards.value.length && html`<${Nothing} word="no_ready" width=${width} />`}
      </div>
    </section>`;
}

function Room() {
  const box = useRef(null);
  useLayoutEffect(() => {
    const measureRoom = () => { height.value = box.current.clientHeight; };
    measureRoom();
    const watcher = new ResizeObserver(measureRoom);
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, []);
  const { asked, width } = grid.value;
  const { calls, bills } = here.value;
  const narrow = { width: `${asked * (width + GAP) - GAP}px`, gap: `${GAP}px` };
  return html`
    <main class=${`floor${fresh.value ? "" : " kept"}`} ref=${box} style=${{ gap: `${GAP}px` }}>
      <div class=${`asked n${asked}`} style=${narrow}>
        <${Rows} name="calls" icon="staff" rows=${calls} from=${0} n=${counts.value.c} />
        <${Rows} name="bills" icon="slip" rows=${bills} from=${calls.length} n=${counts.value.b} />
      </div>
      <${Ready} />
      ${!fresh.value && callRows.value.length + cards.value.length > 0 && html`
        <p class="updating">${board("updating")}</p>`}
    </main>`;
}

function Keys() {
  if (!prefs.value.keysOn || isNarrow.value) return null;
  return html`
    <p class="keys">
      <span><kbd>1–9</kbd>${t("key_answer")}</span>
      <span><kbd>⌫</kbd>${t("key_back")}</span>
    </p>`;
}

function Foot() {
  const waiting = acts.value.length;
  return html`
    <footer class="bottom">
      <p class="counts">
        <span>${t("counts", counts.value)}</span>
        ${waiting > 0 && isStale.value && html`<b>${board("kept", { n: waiting })}</b>`}
        <span>${restaurant.value?.name}</span>
      </p>
      <${Pages} now=${pageNumber.value + 1} of=${pageCount.value} turn=${turn} />
      ${isStale.value
        ? html`<p class="trying">${board("retrying", { n: Math.max(1, attempts.value) })}</p>`
        : html`<${Keys} />`}
      ${toast.value && html`<p class="toast" role="status">${toast.value}</p>`}
    </footer>`;
}

export function Floor() {
  return html`
    <header class="top"><${Whose} name=${screen.value?.name} /><${State} /></header>
    <${Stale} may=${t("may_miss")} valid=${t("still_valid")} />
    <${Alarms} />
    <div class="middle"><${Room} /></div>
    <${Foot} />`;
}
