/** Asked once, when a screen is new: how far it is read from, and how large it really is. The board behind follows at once. */
import { html } from "htm/preact";
import { Sheet } from "../shared/sheet.js";
import { CardCheck } from "./card_check.js";
import { Choice } from "./choice.js";
import { sheet } from "./panels.js";
import { prefs, setPref } from "./prefs.js";
import { DISTANCES } from "./size.js";
import { t } from "./words.js";

const close = () => { sheet.value = null; };

export function Fit() {
  const footer = html`<button type="button" class="act strong" onClick=${close}>${t("fits")}</button>`;
  return html`
    <${Sheet} title=${t("fit")} close=${close} closeLabel=${t("close")} className="dark" footer=${footer}>
      <${Choice} name="distance" options=${Object.keys(DISTANCES).map((key) => [key, t(key)])} value=${prefs.value.distance}
        set=${(distance) => setPref({ distance })} />
      <${CardCheck} />
      <p class="sample" aria-hidden="true"><b>2×</b> ${t("sample")}</p>
    <//>`;
}
