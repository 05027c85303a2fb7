/** After sending: a slip for each round, what is true about it and each of its dishes; and what the table can ask for. */
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { CallsMade, callStaff, callState } from "./calls.js";
import { at, isCooking, isDeaf, lineWord, replyOf, rushOf, stateLine, stepOf, waitsFor } from "./progress.js";
import { Seal } from "./seal.js";
import { detailsOf } from "./lines.js";
import { orders, tableLabel, visit } from "./table.js";
import { back, go, open } from "./views.js";
import { lang, named, t } from "./words.js";

export function Status() {
  const heading = useRef(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current.focus({ preventScroll: true });
  }, []);
  return html`
    <main class="page status">
      <h2 class="unseen" tabindex="-1" ref=${heading}>${t("statusTitle")}</h2>
      ${orders.value.map((order) => html`<${Round} key=${order.id} order=${order} />`)}
      ${visit.value?.status === "open" && html`<${Asks} />`}
      <${CallsMade} />
    </main>`;
}

/** What a table that is not settled yet can ask for. */
function Asks() {
  return html`
    <div class="two">
      <button type="button" class="button" onClick=${back}><${Icon} name="plus" /><b>${t("moreDishes")}</b></button>
      <button type="button" class="button" onClick=${() => open({ kind: "call" })}><${Icon} name="water" /><b>${t("services")}</b></button>
    </div>`;
}

function Round({ order }) {
  const live = order.lines.filter((line) => line.status !== "voided").length;
  const cancelled = order.status === "cancelled";
  return html`
    <article class=${`slip round${cancelled ? " cancelled" : ""}`}>
      <header>
        <div>
          <h3>${t("round", { n: order.round })} ${order.round > 1 && html`<span class="tag">${t("addOn")}</span>`}
            <small>${t("roundMeta", { label: order.label, n: live })}</small></h3>
          <p class=${isDeaf(order) ? "amber" : ""}>${stateLine(order)}</p>
          <${Waiting} order=${order} />
        </div>
        ${order.accepted_at && !cancelled && html`
          <${Seal} id=${order.id} above=${tableLabel.value} below=${at(order.accepted_at)} />`}
        ${!cancelled && !waitsFor(order) && html`<${Steps} step=${stepOf(order)} />`}
      </header>
      <hr />
      <ul class="progress">${order.lines.map((line) => html`<${Line} key=${line.id} line=${line} order=${order} />`)}</ul>
      ${order.allergy_note && html`<p class="warned"><${Icon} name="alert" size="18" />${t("allergyIs", { what: order.allergy_note })}</p>`}
      ${order.note && html`<p class="round-said">${order.note}</p>`}
      <${Rush} order=${order} />
    </article>`;
}

function Waiting({ order }) {
  const waits = waitsFor(order);
  if (!waits) return null;
  return html`
    <p class="hint">${t(waits === "money" ? "waitsMoneyHint" : "waitsStaffHint")}</p>
    ${waits === "money" && html`<button type="button" class="button primary" onClick=${() => go("bill")}>${t("goPay")}</button>`}`;
}

const STEPS = ["stepSent", "stepHeard", "stepCooking", "stepDone"];

function Steps({ step }) {
  return html`
    <ol class="steps">
      ${STEPS.map((key, n) => html`
        <li key=${key} class=${n + 1 < step || step === 4 ? "done" : n + 1 === step ? "now" : ""}
          aria-current=${n + 1 === step ? "step" : undefined}><span></span>${t(key)}</li>`)}
    </ol>`;
}

/** Empty, in progress, tick: three shapes, and a word beside each. */
function Line({ line, order }) {
  const details = detailsOf(line);
  return html`
    <li class=${line.status}>
      <span class="shape" aria-hidden="true">${(line.status === "ready" || line.status === "served") && html`<${Icon} name="check" size="18" />`}</span>
      <span class="what"><span>${named(line)}</span>${line.quantity > 1 ? ` ×${line.quantity}` : ""}
        ${details && html`<small>${details}</small>`}</span>
      <span class="word">${lineWord(line, order)}</span>
    </li>`;
}

function Rush({ order }) {
  if (visit.value?.status !== "open" || !order.released_at || !["placed", "accepted", "preparing"].includes(order.status)) return null;
  const { last, from } = rushOf(order);
  if (last) {
    const reply = replyOf(last);
    return html`
      <div class="rushed"><${Icon} name="rush" size="22" />
        <p>${t("rushed", { time: at(last.made_at) })}<br /><b>${reply ? t("kitchenSays", { what: reply }) : t("waitsReply")}</b></p>
        ${isCooking(order) && (from
          ? html`<small>${t("rushAgainFrom", { time: at(from) })}</small>` : html`<${RushButton} order=${order} />`)}
      </div>`;
  }
  if (!isCooking(order)) return null;
  if (from) return html`<p class="rush-later">${t("rushFrom", { time: at(from) })}</p>`;
  return html`<p class="rush-now"><${RushButton} order=${order} /></p>`;
}

const RushButton = ({ order }) => html`
  <button type="button" class="button" disabled=${callState.value.rush === "busy"} lang=${lang.value === "zh" ? "zh-CN" : "en"}
    onClick=${() => callStaff("rush", order.id)}><${Icon} name="rush" size="20" />${t("rush")}</button>`;
