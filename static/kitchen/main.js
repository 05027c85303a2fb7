/** A kitchen screen: pairs, shows the board, never hides a ticket, never looks healthy when it is not. */
import { html } from "htm/preact";
import { render } from "preact";
import { AllDay } from "./all_day.js";
import { AwakeHelp } from "./awake_help.js";
import { Board } from "./board.js";
import { Fit } from "./fit.js";
import { Footer } from "./footer.js";
import { tick } from "./gaps.js";
import { Header } from "./header.js";
import { Held } from "./held.js";
import { Help } from "./help.js";
import { onKey } from "./keys.js";
import { remeasure } from "./layout.js";
import { LeftOver } from "./left_over.js";
import "./lateness.js";
import { onKey as onPassKey } from "./expo/keys.js";
import { forgetHeights as forgetCards } from "./expo/measure.js";
import { remeasure as remeasureCards } from "./expo/layout.js";
import { CardMenu } from "./expo/menu.js";
import { Served } from "./expo/served.js";
import { Expo } from "./expo/view.js";
import { flush as flushFloor } from "./floor/acts.js";
import { onKey as onFloorKey } from "./floor/keys.js";
import { remeasure as remeasureFloor } from "./floor/layout.js";
import { forgetHeights as forgetServing } from "./floor/measure.js";
import { Floor } from "./floor/view.js";
import { begin, isPaired, isStale, takeTokenFromAddress } from "./link.js";
import { forgetHeights } from "./measure.js";
import { TicketMenu } from "./menu.js";
import { Pairing } from "./pairing.js";
import { panel, sheet } from "./panels.js";
import { Settings } from "./settings.js";
import { isNarrow, panelWidth } from "./size.js";
import { keepShell } from "./shell.js";
import { SoldOut } from "./sold_out.js";
import { Stale, WhatNow } from "./stale.js";
import { isExpo, isFloor, places, touchedAt } from "./store.js";
import { news } from "./toast.js";
import { flush } from "./touches.js";
import { Tray } from "./tray.js";

const PANELS = { all_day: AllDay, held: Held, left_over: LeftOver, recall: Tray, out: SoldOut };
const SHEETS = {
  menu: TicketMenu, settings: Settings, help: Help, awake: AwakeHelp, fit: Fit, card: CardMenu, served: Served,
};

/** All-day gives way to advice while stale, and to nothing where nothing is to be made. */
function Panel() {
  if (!panel.value || (panel.value === "all_day" && !places.value.length && !isNarrow.value)) return null;
  const inside = isStale.value && panel.value === "all_day" ? WhatNow : PANELS[panel.value];
  return html`<div class="beside" style=${{ "--panel": `${panelWidth.value}px` }}><${inside} /></div>`;
}

function Stove() {
  return html`
    <${Header} />
    <${Stale} />
    <div class="middle"><${Board} /><${Panel} /></div>
    <${Footer} />`;
}

function App() {
  if (!isPaired.value) return html`<${Pairing} />`;
  const Open = sheet.value && SHEETS[sheet.value.kind];
  const View = isFloor.value ? Floor : isExpo.value ? Expo : Stove;
  return html`
    <${View} />
    <p class="unseen" role="status" aria-live="polite">${news.value}</p>
    ${Open && html`<${Open} />`}`;
}

takeTokenFromAddress();
render(html`<${App} />`, document.getElementById("app"));
begin().then(flush).then(flushFloor);
keepShell();

/** On the second, so that every timer turns together. */
(function beat() {
  tick();
  setTimeout(beat, 1000 - (Date.now() % 1000) + 5);
}());

addEventListener("keydown", (event) => {
  const onKeyHere = isFloor.value ? onFloorKey : isExpo.value ? onPassKey : onKey;
  onKeyHere(event);
});
addEventListener("pointerdown", () => { touchedAt.value = Date.now(); }, true);
document.fonts?.ready.then(() => {
  forgetHeights();
  forgetCards();
  forgetServing();
  remeasure.value += 1;
  remeasureCards.value += 1;
  remeasureFloor.value += 1;
});
