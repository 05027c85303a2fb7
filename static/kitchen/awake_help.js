/** A screen that may go to sleep: why, and where each kind of device is told not to. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { Sheet } from "../shared/sheet.js";
import { holdAwake } from "./awake.js";
import { sheet } from "./panels.js";
import { t } from "./words.js";

const close = () => { sheet.value = null; };

export function AwakeHelp() {
  const again = () => {
    close();
    holdAwake();
  };
  return html`
    <${Sheet} title=${t("sleeps_title")} close=${close} closeLabel=${t("close")} className="dark">
      <ul class="advice-list">${[1, 2, 3, 4].map((n) => html`<li key=${n}>${t(`sleeps_${n}`)}</li>`)}</ul>
      <div class="acts">
        <button type="button" class="act" onClick=${again}><${Icon} name="sun" />${t("try_again")}</button>
      </div>
    <//>`;
}
