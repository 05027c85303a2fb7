/** Fees, with the very sentence that guests read, computed by the server's rules for three eaters. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { amount, money, parseMoney, signOf } from "../../shared/money.js";
import { api } from "../shell/api.js";
import { Choices, Field, Select } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { ChangedMeanwhile, keep, keepNow } from "./changed.js";
import { Tax } from "./tax.js";
import { Tips } from "./tips.js";
import { t } from "./words.js";

const ROUNDINGS = ["off", "tenth", "whole"];
const KINDS = ["per_head", "percent", "per_order"];
const nameOf = (fee) => (typeof fee.name === "string" ? fee.name : Object.values(fee.name)[0]);

export function Fees() {
  const { currency, fees: saved } = shop.value;
  const [rows, setRows] = useState(() => saved.map((fee) => begun(fee, currency)));
  const [faults, setFaults] = useState({});
  useEffect(() => { setRows(saved.map((fee) => begun(fee, currency))); }, [saved]);

  /** Typing only changes the page; leaving a field saves all rows once every one of them is whole. */
  function type(n, change) {
    setRows(rows.map((row, i) => (i === n ? { ...row, ...change } : row)));
  }

  async function save(next = rows) {
    const found = Object.fromEntries(next.map((row, n) => [n, check(row, currency)]).filter(([, fault]) => fault));
    setFaults(found);
    setRows(next);
    const fees = next.map((row) => feeOf(row, currency));
    if (Object.keys(found).length || JSON.stringify(fees) === JSON.stringify(saved)) return;
    await attempt(() => keep({ fees }), { retry: () => save(next) });
  }

  const add = () => setRows([...rows, { kind: "per_head", name: rows.length ? "" : t("tea"), text: "" }]);
  return html`
    <div class="card stack">
      <${ChangedMeanwhile} />
      <p class="quiet">${t("fees_why")}</p>
      ${rows.map((row, n) => html`
        <${Fee} key=${n} n=${n} row=${row} fault=${faults[n]} unit=${signOf(currency).trim()} type=${(change) => type(n, change)}
          leave=${() => save()} choose=${(kind) => save(rows.map((each, i) => (i === n ? { ...each, kind } : each)))}
          drop=${() => save(rows.filter((_, i) => i !== n))} />`)}
      ${rows.length < 6 && html`
        <button type="button" class="button" onClick=${add}><${Icon} name="plus" size="20" /> ${t("add_fee")}</button>`}
      <${Tax} />
      <${Sentence} />
      <${Choices} name="round_down" legend=${t("round_down")} value=${shop.value.round_down}
        options=${ROUNDINGS.map((key) => [key, t(`round_${key}`), t(`round_${key}_about`)])}
        onChange=${(key) => keepNow({ round_down: key })} />
      <${Tips} />
      <p class="hint">${t("new_fees")}</p>
    </div>`;
}

function Fee({ n, row, fault, unit, type, leave, choose, drop }) {
  const percent = row.kind === "percent";
  return html`
    <div class="fee">
      <${Select} id=${`fee-${n}-kind`} label=${t("fee_kind")} value=${row.kind} onChange=${choose}
        options=${KINDS.map((key) => [key, t(key)])} />
      <${Field} id=${`fee-${n}-name`} label=${t("fee_name")} value=${row.name} maxlength="30" autocomplete="off"
        onInput=${(event) => type({ name: event.target.value })} onBlur=${leave}
        fault=${fault === "name" && t("fee_name_fault")} />
      <${Field} id=${`fee-${n}-amount`} label=${percent ? t("fee_rate") : t("fee_amount", { unit })} inputmode="decimal"
        value=${row.text} autocomplete="off" onInput=${(event) => type({ text: event.target.value })} onBlur=${leave}
        fault=${fault === "amount" && t(percent ? "rate_fault" : "fee_fault")} />
      <button type="button" class="round-button" aria-label=${t("drop_fee", { name: row.name })} onClick=${drop}>
        <${Icon} name="trash" size="20" />
      </button>
    </div>`;
}

/** Asked of the server, so that the page computes no price. */
function Sentence() {
  const [told, setTold] = useState(null);
  const { fees, tax, currency } = shop.value;
  useEffect(() => {
    attempt(() => api.get(`${home.value}/fees/sentence?covers=3`), { quiet: true })
      .then(({ answer }) => { if (answer) setTold(answer); });
  }, [fees, tax]);
  if (!told) return null;
  return html`
    <section class="slip sentence">
      <small>${t("guests_read")}</small>
      <p><b>${told.lines.length ? t("sentence", { fees: told.lines.map((line) => line.text).join("、") }) : t("fees_none")}</b></p>
      ${told.lines.length > 0 && html`
        <p class="line"><small class="grow">${t("sample", { sum: money(told.subtotal, currency) })}</small>
          <b>${money(told.total, currency)}</b></p>`}
    </section>`;
}

function begun(fee, currency) {
  const text = fee.kind === "percent" ? String(Number((Number(fee.rate) * 100).toFixed(4))) : amount(fee.amount, currency).replace(/,/g, "");
  return { kind: fee.kind, name: nameOf(fee), text };
}

function check(row, currency) {
  if (!row.name.trim()) return "name";
  if (row.kind === "percent") return /^\d{1,3}(\.\d{1,2})?$/.test(row.text.trim()) && Number(row.text) <= 100 ? "" : "amount";
  return parseMoney(row.text, currency) === null ? "amount" : "";
}

function feeOf(row, currency) {
  const fee = { kind: row.kind, name: row.name.trim() };
  return row.kind === "percent"
    ? { ...fee, rate: String(Number((Number(row.text) / 100).toFixed(6))) }
    : { ...fee, amount: parseMoney(row.text, currency) };
}
