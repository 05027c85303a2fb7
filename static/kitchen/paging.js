/** Turning pages where everything does not fit on one: the same at the foot of every screen. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { isNarrow } from "./size.js";
import { t } from "./words.js";

function Turn({ word, icon, disabled, go }) {
  return html`
    <button type="button" aria-label=${t(word)} disabled=${disabled} onClick=${go}>
      <${Icon} name=${icon} size="1.2em" />
    </button>`;
}

/** `now` counts from 1; `turn(by)`. */
export function Pages({ now, of, turn }) {
  if (of < 2) return null;
  return html`
    <nav class="pages">
      <${Turn} word="before" icon="left" disabled=${now === 1} go=${() => turn(-1)} />
      <span>${isNarrow.value ? `${now}/${of}` : t("page", { n: now, of })}</span>
      <${Turn} word="after" icon="right" disabled=${now === of} go=${() => turn(1)} />
    </nav>`;
}
