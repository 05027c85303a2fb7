/** The second step: everything that will be sent, by person, with fees, allergies and a note; then one button. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { keep, recall } from "../shared/kept.js";
import { serverNow } from "../shared/time.js";
import { AllergyField } from "./allergy.js";
import { shutBecause } from "./banner.js";
import { lines, offline, pieces, settled } from "./cart.js";
import { GroupSwitch, isGrouped } from "./cart_panel.js";
import { byDish, byPerson, Lines, Sums } from "./lines.js";
import { minute } from "./minute.js";
import { NoteField } from "./note.js";
import { PageHead } from "./page_head.js";
import { Paper } from "./paper.js";
import { api } from "./phone.js";
import { DRAFT, send, sending } from "./sending.js";
import { SendState, Trouble } from "./send_state.js";
import { cart, me, orders, person, price, tableLabel, visit } from "./table.js";
import { t } from "./words.js";

const AGAIN = 8000; // the others are told for ten seconds at a time

export function Confirm() {
  const [draft, write] = useState(() => JSON.parse(recall(DRAFT) || "null") || { note: "", allergy: lastAllergy() });
  useEffect(tellOthers, []);
  const busy = sending.value;
  const other = busy ? null : otherConfirming();
  const shown = busy ? busy.order.lines : lines.value;

  function change(part) {
    const next = { ...draft, ...part };
    write(next);
    keep(DRAFT, JSON.stringify(next));
  }

  return html`
    <main class="page confirm">
      <${PageHead} title=${t("confirmTitle")} />
      <${Trouble} />
      ${other && html`
        <div class="banner info gate"><p><b>${t("someoneConfirms", { who: other.nickname })}</b> ${t("someoneConfirmsHint")}</p>
          <button type="button" class="button" onClick=${() => tell(true, true)}>${t("takeOver")}</button></div>`}
      <article class="slip">
        <header class="slip-head">
          <span class="table-block">${tableLabel}</span>
          <div><h2>${title(shown)}</h2><p>${whoOrdered(shown)}</p></div>
          <${GroupSwitch} />
        </header>
        <hr />
        <${Lines} lines=${shown} grouped=${isGrouped.value} />
        <hr />
        <${Sums} of=${busy ? busy.order : cart.value} />
      </article>
      <${AllergyField} value=${draft.allergy} write=${(allergy) => change({ allergy })} disabled=${Boolean(busy)} />
      <section class="round-note"><${NoteField} title=${t("roundNote")} name="round-note" value=${draft.note}
        write=${(note) => change({ note })} /></section>
      <${Foot} draft=${draft} blocked=${Boolean(other)} />
    </main>`;
}

function Foot({ draft, blocked }) {
  const busy = Boolean(sending.value);
  const bad = cart.value.lines.some((line) => line.problem);
  const ready = !busy && !blocked && !bad && settled.value && pieces.value > 0 && !shutBecause();
  return html`
    <${Paper} column>
      <${SendState} />
      <button type="button" class="button primary whole" disabled=${!ready}
        onClick=${() => send({ note: draft.note.trim(), allergyNote: draft.allergy.trim() })}>
        ${busy ? t("sending1") : offline.value ? t("sendAgain") : t("send", { total: settled.value ? price(cart.value.total) : "…" })}
      </button>
    </${Paper}>`;
}

function title(shown) {
  const round = orders.value.reduce((last, order) => Math.max(last, order.round), 0) + 1;
  const count = shown.reduce((sum, line) => sum + line.quantity, 0);
  return t("roundCount", { round, dishes: byDish(shown).length, pieces: count });
}

function whoOrdered(shown) {
  const m = byPerson(shown).length;
  return visit.value?.covers ? t("whoOrdered", { n: visit.value.covers, m }) : t("whoOrderedOnly", { m });
}

/** Another phone that looks at this page right now. */
function otherConfirming() {
  minute.value;
  const now = visit.value?.confirming;
  if (!now || now.guest_id === me.value?.id || Date.parse(now.until) <= serverNow()) return null;
  return person({ id: now.guest_id });
}

async function tell(confirming, takeOver = false) {
  try {
    visit.value = await api.put("/api/v1/visit/confirming", { confirming, take_over: takeOver });
  } catch (problem) {
    return; // only a courtesy: nobody is refused for it
  }
}

function tellOthers() {
  tell(true);
  const timer = setInterval(() => { if (!document.hidden) tell(true); }, AGAIN);
  return () => {
    clearInterval(timer);
    tell(false);
  };
}

/** An allergy does not pass between two rounds. */
function lastAllergy() {
  const told = orders.value.filter((order) => order.allergy_note && order.placed_by?.id === me.value?.id);
  return told.length ? told[told.length - 1].allergy_note : "";
}
