/** The tax: none, inside the prices or on top of them; its rate, and how a part of a fen is rounded. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Choices, Field, Select } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { shop } from "../shell/shops.js";
import { keep } from "./changed.js";
import { t } from "./words.js";

const KINDS = ["none", "included", "added"];
const RULES = ["half_up", "half_even", "down", "up"];
const percentOf = (rate) => String(Number((Number(rate) * 100).toFixed(4)));

export function Tax() {
  const { tax: saved } = shop.value;
  const [draft, setDraft] = useState(() => begun(saved));
  const [fault, setFault] = useState(false);
  useEffect(() => { setDraft(begun(saved)); }, [saved]);

  async function save(next = draft) {
    setDraft(next);
    const bad = next.kind !== "none" && !(/^\d{1,2}(\.\d{1,4})?$/.test(next.text.trim()) && next.name.trim());
    setFault(bad && next.text !== "");
    const tax = taxOf(next);
    if (bad || JSON.stringify(tax) === JSON.stringify(saved && taxOf(begun(saved)))) return;
    await attempt(() => keep({ tax }), { retry: () => save(next) });
  }

  return html`
    <${Choices} name="tax" legend=${t("tax")} value=${draft.kind}
      options=${KINDS.map((key) => [key, t(`tax_${key}`), t(`tax_${key}_about`)])}
      onChange=${(kind) => save({ ...draft, kind })} />
    ${draft.kind !== "none" && html`
      <div class="fee">
        <${Field} id="tax-name" label=${t("tax_name")} value=${draft.name} maxlength="30" autocomplete="off"
          onInput=${(event) => setDraft({ ...draft, name: event.target.value })} onBlur=${() => save()} />
        <${Field} id="tax-rate" label=${t("fee_rate")} inputmode="decimal" value=${draft.text} autocomplete="off"
          onInput=${(event) => setDraft({ ...draft, text: event.target.value })} onBlur=${() => save()}
          fault=${fault && t("rate_fault")} />
        <${Select} id="tax-rounding" label=${t("tax_rounding")} value=${draft.rounding}
          options=${RULES.map((key) => [key, t(`tax_${key}`)])} onChange=${(rounding) => save({ ...draft, rounding })} />
      </div>`}`;
}

function begun(tax) {
  if (!tax) return { kind: "none", name: t("tax_default"), text: "", rounding: "half_up" };
  return { kind: tax.included ? "included" : "added", name: tax.name, text: percentOf(tax.rate), rounding: tax.rounding };
}

function taxOf({ kind, name, text, rounding }) {
  if (kind === "none") return null;
  return { name: name.trim(), rate: String(Number((Number(text) / 100).toFixed(6))), included: kind === "included", rounding };
}
