/** Where the wallet's own bill and ours differ: each with its cause, and the taps that settle it. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { money } from "../../shared/money.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { ask, askReason } from "../shell/confirm.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { t } from "./words.js";

/** `today` tells how many are open; whoever may settle them reads them one by one. */
export function Differences({ today }) {
  const [rows, setRows] = useState([]);

  async function read() {
    const { answer } = await attempt(() => api.get(`${home.value}/reconciliation`), { quiet: true });
    if (answer) setRows(answer.differences.filter((each) => !each.settled_at));
  }
  useEffect(() => { read(); }, [today.open_differences]);

  async function act(path, body) {
    await attempt(() => api.post(`${home.value}/differences/${path}`, body));
    await read();
    readDay();
  }

  return html`
    <section class="alert warn differences">
      <${Icon} name="wallet" />
      <div>
        <h2>${t("differences", { n: today.open_differences })}</h2>
        ${rows.map((row) => html`<${Row} key=${row.id} row=${row} today=${today} act=${act} />`)}
      </div>
    </section>`;
}

function Row({ row, today, act }) {
  const [choosing, setChoosing] = useState(false);
  const sum = money(row.theirs ?? row.ours, today.currency);
  const ours = money(row.ours ?? 0, today.currency);

  async function giveBack() {
    if (await ask({ title: t("give_back_title", { sum }), text: t("give_back_text"), yes: t("give_back") })) act(`${row.id}/give-back`);
  }

  async function explain() {
    const note = await askReason({ title: t("explain_title"), text: t("explain_text"), yes: t("explain") });
    if (note) act(`${row.id}/explain`, { note });
  }

  async function match(visit) {
    setChoosing(false);
    await act(`${row.id}/match`, { visit_id: visit.id });
  }

  return html`
    <div class="difference">
      <p>${t(`differs_${row.kind}`, { sum, ours })}<br /><small>${row.day} · ${row.trade_no || row.number}</small></p>
      <p class="line">
        ${row.giving_back && html`<span>${t("giving_back")}</span>`}
        ${row.kind === "theirs_only" && !row.giving_back && html`
          <button type="button" class="link" onClick=${() => setChoosing(true)}>${t("match")}</button>
          <button type="button" class="link" onClick=${giveBack}>${t("give_back")}</button>`}
        ${!row.giving_back && html`<button type="button" class="link" onClick=${explain}>${t("explain")}</button>`}
      </p>
    </div>
    ${choosing && html`
      <${Sheet} title=${t("match_title", { sum })} close=${() => setChoosing(false)}>
        <div class="stack">
          ${today.open_visits.map((visit) => html`
            <button type="button" class="button" key=${visit.id} onClick=${() => match(visit)}>
              ${visit.table} · ${t("owes", { sum: money(visit.bill.due, today.currency) })}</button>`)}
          ${today.open_visits.length === 0 && html`<p>${t("no_table")}</p>`}
        </div>
      <//>`}`;
}
