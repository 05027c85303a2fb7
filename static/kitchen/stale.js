/** No confirmed contact: said across the whole width, with the time of the last word and what still works. */
import { effect } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { skew } from "../shared/time.js";
import { at, back, isStale, lastContact, noteReturn, reconnect, silence } from "./link.js";
import { chime } from "./sound.js";
import { t } from "./words.js";

const RED = 60;

let wasStale = false;
effect(() => {
  if (wasStale && !isStale.value) noteReturn();
  wasStale = isStale.value;
});
/** A low tone when it turns red, and once a minute from then on. */
effect(() => { if (silence.value >= RED && silence.value % 60 === 0) chime("offline"); });

const duration = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** `valid`, `may`: what still stands and what may be missing, where it is not a cooks' board. */
export function Stale({ valid, may }) {
  if (!isStale.value) {
    return back.value && html`
      <div class="back" role="status">
        <${Icon} name="check" size="1.4em" />
        <b>${back.value.came ? t("caught_up", { n: back.value.came }) : t("back")}</b>
      </div>`;
  }
  const last = lastContact.value || Date.now() - silence.value * 1000;
  return html`
    <div class=${`stale${silence.value >= RED ? " red" : ""}`} role="alert" aria-live="assertive">
      <${Icon} name="offline" size="56" />
      <div>
        <h2>${t("since", { at: at(last + skew.value, { seconds: true }) })}</h2>
        <p>${valid || t("still_valid")}<b>${may || t("may_miss")}</b></p>
      </div>
      <p class="long" aria-hidden="true"><span>${t("for_long")}</span><b>${duration(silence.value)}</b></p>
      <button type="button" onClick=${reconnect}>${t("reconnect")}</button>
    </div>`;
}

/** Stands where all-day stood: while nothing comes in, sums would only pretend to know. */
export function WhatNow() {
  return html`
    <aside class="panel advice">
      <h2>${t("what_now")}</h2>
      ${["can", "cannot", "look"].map((key) => html`
        <section><h3>${t(key)}</h3><p>${t(`${key}_text`)}</p></section>`)}
    </aside>`;
}
