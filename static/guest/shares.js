/** Below the bill: pay it all, one's own dishes, evenly, by dish or an amount; and who has paid already. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { Stepper } from "./dish.js";
import { at } from "./progress.js";
import { WAYS, choose, locked, parts, pick, picked, quote, setParts, typed, way } from "./sharing.js";
import { me, person, price } from "./table.js";
import { Mark } from "./who.js";
import { named, t } from "./words.js";

export function Shares() {
  const lock = locked.value;
  const Panel = PANELS[way.value];
  const taken = (quote.value?.shares || []).filter((share) => share.state !== "open");
  return html`
    <section class="shares" aria-labelledby="shares-title">
      <h2 id="shares-title">${t("shareHow")}</h2>
      <div class="choices" role="group" aria-labelledby="shares-title">
        ${WAYS.map((key) => html`
          <button type="button" key=${key} class="choice" aria-pressed=${String(way.value === key)}
            disabled=${Boolean(lock) && key !== "whole" && key !== lock.mode} onClick=${() => choose(key)}>
            ${t(key === "whole" && lock ? "share_rest" : `share_${key}`)}</button>`)}
      </div>
      ${lock && html`<p class="hint">${t("shareLocked", { way: t(`share_${lock.mode}`) })}</p>`}
      ${Panel && html`<${Panel} />`}
      ${!Panel && taken.length > 0 && html`<${Payers} shares=${taken} />`}
    </section>`;
}

function Evenly() {
  const odd = quote.value?.odd || 0;
  return html`
    ${!locked.value && html`
      <p class="parts"><span>${t("shareParts", { n: parts.value })}</span>
        <${Stepper} name=${t("shareOne")} count=${parts.value} least=${2} disabled=${parts.value >= 50}
          less=${() => setParts(parts.value - 1)} more=${() => setParts(parts.value + 1)} /></p>`}
    <${People} />
    ${odd > 0 && html`<p class="hint">${t("shareOdd", { n: odd })}</p>`}`;
}

const People = () => html`<${Payers} shares=${quote.value?.shares || []} />`;

function Payers({ shares }) {
  return html`<ul class="payers">${shares.map((share, n) => html`<${Share} key=${n} share=${share} n=${n} />`)}</ul>`;
}

function Share({ share, n }) {
  const who = share.guest_id ? person({ id: share.guest_id }) || { nickname: share.name, mark: share.mark } : null;
  const mine = share.guest_id && share.guest_id === me.value?.id;
  const state = share.state === "paid" ? t("sharePaid", { time: at(share.paid_at) }) : t(`share_${share.state}`);
  return html`
    <li class=${`is-${share.state}`}>
      ${who || share.name ? html`<${Mark} who=${who || share} size=${32} />` : html`<span class="mark"><${Icon} name="slip" size="20" /></span>`}
      <b>${who?.nickname || share.name || t("shareNth", { n: n + 1 })}</b>
      ${mine && html`<span class="me">${t("me")}</span>`}
      <span class="state">${share.state === "paid" && html`<${Icon} name="check" size="18" />`}${state}</span>
      <b class="sum">${price(share.amount, { fixed: true })}</b>
    </li>`;
}

function Dishes() {
  const lines = quote.value?.lines || [];
  return html`
    <ul class="picks">
      ${lines.map((line) => html`
        <li key=${line.id}><label class=${line.paid ? "paid" : ""}>
          <input type="checkbox" checked=${picked.value.includes(line.id)} disabled=${line.paid} onChange=${() => pick(line.id)} />
          <span class="what"><b>${named(line)}</b>${line.quantity > 1 ? ` ×${line.quantity}` : ""} <small>${line.guest}</small></span>
          <span class="sum">${line.paid ? t("paid") : price(line.share)}</span></label></li>`)}
    </ul>
    <p class="hint">${t("shareWithFees")}</p>`;
}

function Amount() {
  return html`
    <label class="amount"><span>${t("shareAmount")}</span>
      <input inputmode="decimal" autocomplete="off" value=${typed.value} onInput=${(event) => { typed.value = event.target.value; }} /></label>`;
}

const PANELS = { guest: People, even: Evenly, items: Dishes, amount: Amount };
