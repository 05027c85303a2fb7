/** The foot: how much is here and in all, how long the oldest waits, what is not sent yet, pages, keys. */
import { computed } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { isVeryLate, timerText } from "./cues.js";
import { attempts, isStale } from "./link.js";
import { pageNumber, pages, present, turn } from "./layout.js";
import { panel, sheet, togglePanel } from "./panels.js";
import { prefs } from "./prefs.js";
import { Pages } from "./paging.js";
import { isNarrow } from "./size.js";
import { Sign } from "./signs.js";
import { isOpen, left, worksOf } from "./steps.js";
import { ageAt, leaving, open, places, second, touches } from "./store.js";
import { hush, toast, wayBack } from "./toast.js";
import { t } from "./words.js";

const MANY_PAGES = 2;
const portions = computed(() => worksOf(open.value).reduce((total, { line }) => total + left(line), 0));

function Oldest({ ticket }) {
  const age = ageAt(ticket, second.value);
  const very = isVeryLate(age, ticket.target_seconds);
  return html`
    <span class=${very ? "very" : ""}>${t("oldest")} ${very && html`<${Sign} cue="very" />`}<b>${timerText(age, t)}</b></span>`;
}

function Counts() {
  const here = new Set(present.value.flat().map((part) => part.id).filter((id) => !leaving.value.has(id))).size;
  const waiting = touches.value.length;
  const oldest = open.value.find(isOpen);
  const cut = isStale.value;
  return html`
    <p class="counts">
      <span>${t("here", { n: here })}</span>
      ${!cut && html`<span>${t("total", { n: open.value.length, m: portions.value })}</span>`}
      ${oldest && !cut && html`<${Oldest} ticket=${oldest} />`}
      ${waiting > 0 && cut && html`<b>${t("kept", { n: waiting })}</b>`}
    </p>`;
}

function BoardPages() {
  const [now, of] = [pageNumber.value + 1, pages.value.length];
  if (of < 2) return null;
  const behind = new Set(pages.value.slice(now).flat(2).map((part) => part.id));
  for (const part of present.value.flat()) behind.delete(part.id);
  return html`
    <${Pages} now=${now} of=${of} turn=${turn}>
      ${of > MANY_PAGES && panel.value !== "all_day" && html`
        <button type="button" class="hint" onClick=${() => togglePanel("all_day")}>${t("try_all_day")}</button>`}
      ${behind.size > 0 && html`<span class="behind">${t("more_tickets", { n: behind.size })}</span>`}
    <//>`;
}

function Keys() {
  const slots = Math.min(9, new Set(present.value.flat().map((part) => part.slot)).size);
  if (!prefs.value.keysOn || isNarrow.value || !places.value.length) return null;
  return html`
    <button type="button" class="keys" onClick=${() => { sheet.value = { kind: "help" }; }}>
      <span><kbd>1${slots > 1 ? `–${slots}` : ""}</kbd>${t("key_pick")}</span>
      <span><kbd>Enter</kbd>${t("key_bump")}</span>
      <span><kbd>R</kbd>${t("key_recall")}</span>
      <span><kbd>?</kbd></span>
    </button>`;
}

function Toast() {
  const undo = wayBack.value;
  return toast.value && html`
    <p class="toast" role="status">
      ${toast.value}
      ${undo && html`
        <button type="button" onClick=${() => { hush(); undo(); }}><${Icon} name="undo" size="1em" /> ${t("undo")}</button>`}
    </p>`;
}

export function Footer() {
  const cut = isStale.value;
  return html`
    <footer class="bottom">
      <${Counts} />
      <${BoardPages} />
      ${cut ? html`<p class="trying">${t("retrying", { n: Math.max(1, attempts.value) })}</p>` : html`<${Keys} />`}
      <${Toast} />
    </footer>`;
}
