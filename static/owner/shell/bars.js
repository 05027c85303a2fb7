/** At the foot: no connection, what failed, what can be undone. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { createWords } from "../../shared/words.js";
import { reachable } from "./following.js";
import { savedAt } from "./api.js";
import { failed, forgetUndo, undoable } from "./saying.js";
import { clockTime } from "../../shared/time.js";

const t = createWords({
  offline: ["连不上服务器。能看，改动存不上。", "No connection. You can look; changes are not saved."],
  retry: ["重试", "Try again"],
  close: ["知道了", "Close"],
  undo: ["撤销", "Undo"],
  saved: ["已保存 {time}", "Saved {time}"],
});

export function Bars() {
  return html`
    <div class="bars">
      ${!reachable.value && html`
        <p class="bar offline" role="alert"><${Icon} name="offline" /> ${t("offline")}</p>`}
      ${failed.value && html`<${Failed} ...${failed.value} />`}
      ${undoable.value && html`<${Undo} ...${undoable.value} />`}
    </div>`;
}

function Failed({ text, retry }) {
  const close = () => { failed.value = null; };
  return html`
    <p class="bar bad" role="alert">
      <${Icon} name="alert" /><span>${text}</span>
      ${retry && html`<button type="button" onClick=${() => { close(); retry(); }}>${t("retry")}</button>`}
      <button type="button" onClick=${close}>${t("close")}</button>
    </p>`;
}

function Undo({ text, undo, left }) {
  return html`
    <p class="bar done" role="status">
      <span>${text}</span>
      <button type="button" onClick=${() => { forgetUndo(); undo(); }}>${t("undo")} ${left}</button>
    </p>`;
}

/** "✓ 已保存 12:31", beside a page's title. */
export function Saved() {
  if (!savedAt.value) return null;
  return html`
    <span class="saved" role="status">
      <${Icon} name="check" size="16" /> ${t("saved", { time: clockTime(savedAt.value) })}
    </span>`;
}
