/** What is true about an order that is on its way, and why one was refused. Never a spinner without a sentence. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { offline, setLine } from "./cart.js";
import { shutBecause } from "./banner.js";
import { elapsed, sending, shown, trouble } from "./sending.js";
import { cart, price, restaurant } from "./table.js";
import { named, t } from "./words.js";

/** Above the button: 0–1 s nothing new, then what is happening, then what to do. */
export function SendState() {
  const busy = sending.value;
  const seconds = elapsed.value;
  if (!busy) return html`<${Before} />`;
  const late = seconds > 5 || busy.failed > 0;
  const text = navigator.onLine === false ? t("sendingOffline") : t(late ? "sending5" : "sending1");
  return html`
    <p class=${`send-state${late ? " amber" : ""}`} role="status">${late && html`<${Icon} name="offline" size="18" />`}${text}</p>
    ${seconds > 10 && html`
      <button type="button" class="button whole" onClick=${() => { shown.value = true; }}>${t("showStaff")}</button>`}`;
}

function Before() {
  if (offline.value) {
    return html`
      <p class="send-state amber"><${Icon} name="offline" size="18" />${t("notSentOffline")}</p>
      <button type="button" class="button whole" onClick=${() => { shown.value = true; }}>${t("showStaff")}</button>`;
  }
  const { service_mode: mode, gate } = restaurant.value;
  const key = mode === "pay_first" ? "payFirstThen" : gate === "first_order_waits" ? "firstWaits" : "cookAtOnce";
  return html`<p class="send-state">${shutBecause() || t(key)}</p>`;
}

/** The last try was refused: nothing was sent, nothing is lost, this is what changed. */
export function Trouble() {
  const now = trouble.value;
  const out = cart.value.lines.filter((line) => line.problem);
  if (!now && !out.length) return null;
  const kind = now?.code === "price_changed" ? Prices : now?.code === "cart_changed" ? Cart : null;
  return html`
    <div class="notice bad trouble" role="alert">
      <${Icon} name="alert" size="22" />
      <div>
        ${out.length > 0 ? html`<${SoldOut} out=${out} />` : kind ? html`<${kind} trouble=${now} />` : html`<b>${sentence(now)}</b>`}
        <p>${t("nothingSent")}</p>
        ${now?.code === "kitchen_dark" && html`
          <button type="button" class="button" onClick=${() => { shown.value = true; }}>${t("showStaff")}</button>`}
      </div>
    </div>`;
}

function sentence({ code, message }) {
  if (code === "ordering_paused") return shutBecause() || t("paused");
  if (code === "restaurant_closed") return shutBecause() || t("closedNow");
  if (code === "kitchen_dark") return t("kitchenDark");
  if (code === "cart_empty") return t("emptyCart");
  return message || t("noAnswer");
}

const Cart = () => html`<b>${t("cartChanged")}</b>`;

function Prices({ trouble: { before, total } }) {
  const now = new Map(cart.value.lines.map((line) => [line.id, line]));
  const moved = before.filter((line) => now.has(line.id) && now.get(line.id).unit_price !== line.unit_price);
  return html`
    <b>${t("priceChanged")}</b>
    <ul>
      ${moved.map((line) => html`<li>${t("priceFromTo", {
        dish: named(line), before: price(line.unit_price), after: price(now.get(line.id).unit_price) })}</li>`)}
      <li>${t("priceFromTo", { dish: t("total"), before: price(total), after: price(cart.value.total) })}</li>
    </ul>`;
}

function SoldOut({ out }) {
  return html`
    <b>${t("linesOut")}</b>
    <button type="button" class="button" onClick=${() => out.forEach((line) => setLine(line, 0))}>
      ${t("takeOffAndGo", { n: out.length })}
    </button>`;
}
