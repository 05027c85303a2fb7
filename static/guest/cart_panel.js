/** The shared cart with its steppers: a sheet on phones, docked at the right where there is room. */
import { html } from "htm/preact";
import { signal } from "@preact/signals";
import { Sheet } from "../shared/sheet.js";
import { lines, pieces, settled } from "./cart.js";
import { Lines, Sums } from "./lines.js";
import { cart, price, visit } from "./table.js";
import { close, go } from "./views.js";
import { t } from "./words.js";

const grouped = signal(true);
const roomy = window.matchMedia ? matchMedia("(min-width: 40em)") : { matches: false };
const wide = signal(roomy.matches);
roomy.addEventListener?.("change", () => { wide.value = roomy.matches; });

export function CartSheet() {
  const review = pieces.value > 0 && html`
    <button type="button" class="button primary whole" onClick=${() => go("confirm")}>
      ${t("review")} · ${settled.value ? price(cart.value.total) : "…"}
    </button>`;
  return html`
    <${Sheet} title=${t("cartTitle")} heading=${html`<${Heading} />`} close=${close} closeLabel=${t("close")} footer=${review} className="cart-sheet">
      <${Content} />
    </${Sheet}>`;
}

/** Its place is kept from the first view on; it is filled only where it can be seen. */
export function CartPanel() {
  if (!wide.value) return null;
  return html`
    <div class="docked-slip">
      <${Heading} />
      <${Content} />
      ${pieces.value > 0 && html`
        <button type="button" class="button primary whole" onClick=${() => go("confirm")}>${t("review")}</button>`}
    </div>`;
}

const Heading = () => html`
  <div class="cart-heading"><h2>${t("cartTitle")}</h2>${lines.value.length > 0 && html`<${GroupSwitch} />`}</div>`;

function Content() {
  if (!lines.value.length) return html`<p class="nothing">${t("emptyCart")}</p>`;
  return html`
    <${Lines} lines=${lines.value} grouped=${grouped.value} edit />
    ${settled.value && html`<${Sums} of=${cart.value} />`}
    <${Enough} />`;
}

export function GroupSwitch() {
  return html`
    <button type="button" class="link group-switch" onClick=${() => { grouped.value = !grouped.value; }}>
      ${t(grouped.value ? "byDish" : "byPerson")}
    </button>`;
}

export const isGrouped = grouped;

/** Order in moderation: a gentle line, never a block. */
export function Enough() {
  const people = visit.value?.covers;
  const dishes = lines.value.length;
  if (!people || dishes <= people + 2) return null;
  return html`<p class="gentle">${t("moreThanEnough", { n: dishes, m: people })}</p>`;
}
