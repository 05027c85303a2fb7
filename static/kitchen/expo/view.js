/** The pass: every order that is not on its table yet, complete ones first, over all stations, page by page. */
import { html } from "htm/preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { State, Whose } from "../header.js";
import { isStale } from "../link.js";
import { GAP } from "../size.js";
import { Stale } from "../stale.js";
import { fresh, holding, screen, second } from "../store.js";
import { t as board } from "../words.js";
import { takeBack } from "./acts.js";
import { Card } from "./card.js";
import { Empty } from "./empty.js";
import { Filters } from "./filters.js";
import { Foot } from "./foot.js";
import { picked } from "./keys.js";
import { columnWidth, height, present } from "./layout.js";
import { openServed } from "./served.js";
import { cards, gone, places } from "./state.js";
import { t } from "./words.js";

/** What is left of a card that was served: its place, and the way back for five seconds. */
function Gap({ part }) {
  const gap = gone.value.get(part.id);
  const rest = gap ? Math.ceil((gap.until - Date.now()) / 1000) : 0;
  return html`
    <div class="gap" data-gap=${part.id} data-at=${second.value} style=${{ height: `${part.height}px` }}>
      ${!part.continued && gap && html`
        <p><b>${gap.card.table}</b> <span>${t("served")}</span></p>
        ${rest > 0 && html`
          <button type="button" class="undo" onClick=${() => takeBack(gap.card)}>
            <${Icon} name="undo" size="1em" /><span>${board("undo")} ${rest}</span>
          </button>`}`}
    </div>`;
}

function Part({ part }) {
  const card = cards.value.find((each) => each.id === part.id);
  if (part.gone || !card) return html`<${Gap} part=${part} />`;
  const mine = picked.value?.id === part.id;
  return html`
    <${Card} thing=${card} part=${part} width=${columnWidth.value} picked=${mine}
      pickedLine=${mine ? picked.value.line : null} />`;
}

function Columns() {
  return html`
    <div class="columns" style=${{ gap: `${GAP}px` }}>
      ${present.value.map((parts, n) => html`
        <div class="column" key=${n} style=${{ width: `${columnWidth.value}px`, gap: `${GAP}px` }}>
          ${parts.map((part) => html`<${Part} key=${`${part.id}:${part.from}`} part=${part} />`)}
        </div>`)}
    </div>`;
}

function Pass() {
  const box = useRef(null);
  useLayoutEffect(() => {
    const measureRoom = () => { height.value = box.current.clientHeight; };
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
  const empty = places.value.length === 0;
  return html`
    <main class=${`board${fresh.value ? "" : " kept"}`} ref=${box} onPointerDown=${() => { holding.value = true; }}>
      ${empty ? html`<${Empty} stale=${isStale.value} />` : html`<${Columns} />`}
      ${!fresh.value && !empty && html`<p class="updating">${board("updating")}</p>`}
    </main>`;
}

export function Expo() {
  return html`
    <header class="top">
      <${Whose} name=${screen.value?.name} />
      <div class="filters"><${Filters} />
        <button type="button" class="tab" data-tab="served" onClick=${openServed}>${t("just_served")}</button></div>
      <${State} />
    </header>
    <${Stale} />
    <div class="middle"><${Pass} /></div>
    <${Foot} />`;
}
