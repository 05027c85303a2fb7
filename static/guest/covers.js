/** 几位用餐: half a sheet over the menu, one tap. Asked only where a fee is counted by people. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Sheet } from "../shared/sheet.js";
import { feeRule } from "./fees.js";
import { api } from "./phone.js";
import { show } from "./say.js";
import { menu, takeState, visit } from "./table.js";
import { close } from "./views.js";
import { t } from "./words.js";

const FEW = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const MANY = [11, 12, 13, 14, 15, 16, 18, 20, 24, 30];
const more = signal(false);

export async function setCovers(covers) {
  try {
    takeState(await api.put("/api/v1/visit/covers", { covers }));
    return true;
  } catch (problem) {
    show(problem.status ? problem.message : t("noAnswer"), { error: true });
    return false;
  }
}

export function Covers() {
  const perHead = menu.value.fees.filter((fee) => fee.kind === "per_head");
  return html`
    <${Sheet} title=${t("coversTitle")} close=${close} closeLabel=${t("close")} className="covers-sheet">
      ${perHead.length > 0 && html`<p class="hint">${t("coversWhy", { fee: perHead.map(feeRule).join(t("comma")) })}</p>`}
      <${CoverChoices} then=${close} />
    </${Sheet}>`;
}

export function CoverChoices({ then = () => undefined }) {
  const now = visit.value?.covers;
  const numbers = more.value || now > 10 ? [...FEW, ...MANY] : FEW;
  const choose = async (n) => { if (await setCovers(n)) then(); };
  return html`
    <div class="covers">
      ${numbers.map((n) => html`
        <button type="button" key=${n} class="choice" aria-pressed=${String(now === n)} onClick=${() => choose(n)}>${n}</button>`)}
      ${numbers === FEW && html`<button type="button" class="choice" onClick=${() => { more.value = true; }}>${t("moreCovers")}</button>`}
    </div>`;
}
