/** This screen's own settings: how far away it is read, in which words, how loud. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { Sheet } from "../shared/sheet.js";
import { lang, speak } from "../shared/words.js";
import { toggleFull } from "./awake.js";
import { CardCheck } from "./card_check.js";
import { Choice } from "./choice.js";
import { Toggle } from "./help.js";
import { screen } from "./store.js";
import { sheet } from "./panels.js";
import { prefs, setPref } from "./prefs.js";
import { outdated } from "./shell.js";
import { DISTANCES, SCREENS } from "./size.js";
import { chime, wakeSound } from "./sound.js";
import { t } from "./words.js";

const checking = signal(false);
const close = () => { sheet.value = null; };

export function Settings() {
  const own = prefs.value;
  const sizes = [["", t("automatic")], ...Object.keys(SCREENS).map((key) => [key, t(key)])];
  const distances = [["", t("automatic")], ...Object.keys(DISTANCES).map((key) => [key, t(key)])];
  return html`
    <${Sheet} title=${screen.value?.name || t("settings")} close=${close} closeLabel=${t("close")} className="dark">
      <${Choice} name="distance" options=${distances} value=${own.distance} set=${(distance) => setPref({ distance })} />
      <${Choice} name="screen_size" options=${sizes} value=${own.pxPerMm ? null : own.screen}
        set=${(size) => setPref({ screen: size, pxPerMm: 0 })} />
      <button type="button" class="act" aria-expanded=${String(checking.value)}
        onClick=${() => { checking.value = !checking.value; }}><${Icon} name="wallet" />${t("card")}</button>
      ${checking.value && html`<${CardCheck} />`}
      <${Choice} name="language" options=${[["zh", "中文"], ["en", "English"]]} value=${lang.value} set=${speak} />
      <${Choice} name="names" options=${[["", t("automatic")], ["zh", "中文"], ["en", "English"], ["both", t("both")]]}
        value=${own.names} set=${(names) => setPref({ names })} />
      <${Choice} name="volume" options=${[1, 2, 3, 4, 5].map((n) => [n, n])} value=${own.volume}
        set=${(volume) => { setPref({ volume }); wakeSound(); chime("new"); }} />
      <${Toggle} name="speak" word="speak" />
      <div class="acts">
        ${outdated.value && html`
          <button type="button" class="act" onClick=${() => location.reload()}>
            <${Icon} name="download" />${t("newer")}
          </button>`}
        <button type="button" class="act" onClick=${toggleFull}><${Icon} name="fullscreen" />${t("full")}</button>
        <button type="button" class="act" onClick=${() => { sheet.value = { kind: "help" }; }}>
          <${Icon} name="calculator" />${t("help")}
        </button>
      </div>
    <//>`;
}
