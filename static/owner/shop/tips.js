/** Tips: none, parts of what is paid, or amounts; chosen by the guest alone, and never a part of the bill. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { amount, parseMoney, signOf } from "../../shared/money.js";
import { Choices, Field, Switch } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { shop } from "../shell/shops.js";
import { keep } from "./changed.js";
import { t } from "./words.js";

const KINDS = ["none", "rates", "amounts"];
const MOST = 4;
const percentOf = (rate) => String(Number((Number(rate) * 100).toFixed(4)));

export function Tips() {
  const { tips: saved, currency } = shop.value;
  const [draft, setDraft] = useState(() => begun(saved, currency));
  const [fault, setFault] = useState("");
  useEffect(() => { setDraft(begun(saved, currency)); }, [saved]);

  async function save(next = draft) {
    setDraft(next);
    const tips = tipsOf(next, currency);
    setFault(tips === undefined ? t(next.kind === "rates" ? "tips_rates_fault" : "tips_amounts_fault") : "");
    if (tips === undefined || JSON.stringify(tips) === JSON.stringify(saved)) return;
    await attempt(() => keep({ tips }), { retry: () => save(next) });
  }

  const rates = draft.kind === "rates";
  return html`
    <${Choices} name="tips" legend=${t("tips")} value=${draft.kind}
      options=${KINDS.map((key) => [key, t(`tips_${key}`), t(`tips_${key}_about`)])}
      onChange=${(kind) => save({ ...draft, kind, text: SUGGESTED[kind] })} />
    ${draft.kind !== "none" && html`
      <${Field} id="tips-offered" label=${t(rates ? "tips_rates_label" : "tips_amounts_label", { unit: signOf(currency).trim() })}
        hint=${t("tips_hint")} inputmode="text" autocomplete="off" value=${draft.text} fault=${fault}
        onInput=${(event) => setDraft({ ...draft, text: event.target.value })} onBlur=${() => save()} />
      <${Switch} label=${t("tips_custom")} checked=${draft.custom} onChange=${(custom) => save({ ...draft, custom })} />`}`;
}

const SUGGESTED = { none: "", rates: "5 10 15", amounts: "2 5 10" };

function begun(tips, currency) {
  if (!tips) return { kind: "none", text: "", custom: true };
  if (tips.rates.length) return { kind: "rates", text: tips.rates.map(percentOf).join(" "), custom: tips.custom };
  const amounts = tips.amounts.map((minor) => amount(minor, currency).replace(/,/g, ""));
  return { kind: "amounts", text: amounts.join(" "), custom: tips.custom };
}

/** As the server keeps it; undefined where it is not whole yet. */
function tipsOf({ kind, text, custom }, currency) {
  if (kind === "none") return null;
  const parts = text.split(/[\s,，、%％]+/).filter(Boolean);
  const values = parts.map((part) => (kind === "rates" ? rateOf(part) : parseMoney(part, currency)));
  if (values.length > MOST || values.some((value) => !value) || !(values.length || custom)) return undefined;
  return { rates: kind === "rates" ? values : [], amounts: kind === "amounts" ? values : [], custom };
}

const rateOf = (text) => (/^\d{1,2}(\.\d{1,2})?$/.test(text) && Number(text) > 0 ? String(Number((Number(text) / 100).toFixed(4))) : "");
