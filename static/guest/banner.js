/** What holds for the whole page right now: closed, paused, offline, a gate, or somebody paying. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { clockTime, serverNow } from "../shared/time.js";
import { begin } from "./begin.js";
import { offline } from "./cart.js";
import { gate } from "./phone.js";
import { minute } from "./minute.js";
import { restaurant, visit } from "./table.js";
import { go } from "./views.js";
import { t } from "./words.js";

/** Why no dish can be added at this moment; "" where it can. */
export function shutBecause() {
  minute.value; // asked again as time passes
  const { open, opens_at: opens, paused_until: paused, time_zone: timeZone } = restaurant.value;
  if (paused && Date.parse(paused) > serverNow()) return t("pausedUntil", { time: clockTime(paused, { timeZone }) });
  if (open === false) return opens ? t("closedUntil", { time: clockTime(opens, { timeZone }) }) : t("closedNow");
  return "";
}

export const canAdd = () => !shutBecause() && !gate.value;

export function Banner() {
  if (gate.value && GATES[gate.value.kind]) return html`<${GATES[gate.value.kind]} />`;
  const shut = shutBecause();
  if (shut) return html`<p class="banner warn"><${Icon} name="clock" size="20" /><span><b>${shut}</b> ${t("menuStays")}</span></p>`;
  if (offline.value && !visit.value) return html`<p class="banner warn"><${Icon} name="offline" size="20" /><span>${t("notConnected")}</span></p>`;
  return null;
}

function Pin() {
  const [pin, type] = useState("");
  function enter(event) {
    event.preventDefault();
    begin({ pin });
  }
  return html`
    <form class="banner info gate" onSubmit=${enter}>
      <label for="pin"><b>${t("pinTitle")}</b> ${gate.value.tried ? "" : t("pinHint")}</label>
      ${gate.value.tried && html`<p role="alert" class="fault">${t("pinWrong")}</p>`}
      <div class="gate-row">
        <input id="pin" class="input" inputmode="numeric" autocomplete="one-time-code" maxlength="12" value=${pin}
          onInput=${(event) => type(event.target.value)} />
        <button class="button primary" disabled=${!pin}>${t("enter")}</button>
      </div>
    </form>`;
}

const StaffOpens = () => html`
  <div class="banner info"><${Icon} name="bell" size="20" />
    <p><b>${t("staffOpens")}</b> ${t("staffOpensHint")}</p></div>`;

const Over = () => html`
  <div class="banner info gate">
    <p><b>${t("tableOver")}</b> ${t("tableOverHint")}</p>
    <button type="button" class="button" onClick=${() => go("receipt")}>${t("seeReceipt")}</button>
  </div>`;

const Gone = () => html`
  <div class="banner warn"><${Icon} name="qr" size="20" /><p><b>${t("codeGone")}</b> ${t("paperMenu")}</p></div>`;

const Closed = () => html`
  <p class="banner warn"><${Icon} name="clock" size="20" /><span><b>${shutBecause() || t("closedNow")}</b> ${t("menuStays")}</span></p>`;

const GATES = { pin: Pin, staff: StaffOpens, over: Over, gone: Gone, closed: Closed };
