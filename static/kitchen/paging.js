/** Turning pages where everything does not fit on one: the same at the foot of every screen. */
import { computed, signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { isNarrow } from "./size.js";
import { t } from "./words.js";

/** Which page is shown, from 0: the one that was turned to, or the last where there are fewer by now. `count`: a signal. */
export function createTurning(count) {
  const wanted = signal(0);
  const within = (n) => Math.max(0, Math.min(n, count.value - 1));
  const pageNumber = computed(() => within(wanted.value));
  const show = (n) => { wanted.value = within(n); };
  return { pageNumber, show, turn: (by) => show(pageNumber.value + by) };
}

function Turn({ word, icon, disabled, go }) {
  return html`
    <button type="button" aria-label=${t(word)} disabled=${disabled} onClick=${go}>
      <${Icon} name=${icon} size="1.2em" />
    </button>`;
}

/** `now` counts from 1; `turn(by)`; `children` stand before the buttons. */
export function Pages({ now, of, turn, children }) {
  if (of < 2) return null;
  return html`
    <nav class="pages" aria-label=${t("pages")}>
      ${children}
      <${Turn} word="before" icon="left" disabled=${now === 1} go=${() => turn(-1)} />
      <span>${isNarrow.value ? `${now}/${of}` : t("page", { n: now, of })}</span>
      <${Turn} word="after" icon="right" disabled=${now === of} go=${() => turn(1)} />
    </nav>`;
}
