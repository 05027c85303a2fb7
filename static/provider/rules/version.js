/** One version of the rules in words: from when, what it takes, what it earns and where it stops. */
import { html } from "htm/preact";
import { near, yuan } from "../shell/parts.js";
import { title } from "../shell/state.js";
import { t } from "../words.js";

const MONEY = ["paid", "refunded"];

export function Version({ of, number }) {
  return html`
    <div class="version">
      <h3>${t("versionNumber", { n: number })} · ${of.from} – ${near(of.until) ? of.until : t("noEnd")}</h3>
      <dl>
        ${Object.entries(of.scope || {}).map(([name, values]) => html`
          <div key=${name}><dt>${t(`scope_${name}`)}</dt><dd>${values.map((value) => t(value)).join("、")}</dd></div>`)}
        ${(of.conditions || []).map((c) => html`<div key=${c.code}><dt>${t("condition")}</dt><dd>${condition(c)}</dd></div>`)}
        ${(of.rewards || []).map((r) => html`<div key=${r.code} class="reward"><dt>${t(`reward_${r.kind}`)}</dt><dd>${reward(r)}</dd></div>`)}
      </dl>
    </div>`;
}

function condition(c) {
  if (c.text) return title(c.text);
  const value = MONEY.includes(c.fact) && typeof c.value === "number" ? yuan(c.value)
    : Array.isArray(c.value) ? c.value.map((v) => t(v)).join("、") : c.value ?? "";
  return t(`is_${c.is}`, { fact: t(`fact_${c.fact}`), value });
}

function reward(r) {
  const caps = (r.caps || []).map((cap) => t(`cap_${cap.per}`, { amount: yuan(cap.amount) }));
  const tiers = (r.tiers || []).map((tier) => t("tier", { from: yuan(tier.from), rate: `${tier.rate / 100}%` }));
  const goal = r.kind === "new_store" ? [t("goalStore", r)] : r.kind === "table_code" ? [t("goalCode", r)] : [];
  const each = Object.entries(r.amounts || {}).map(([channel, amount]) => `${t(channel)} ${yuan(amount)}`);
  return [r.amount === undefined ? "" : yuan(r.amount), ...each, ...goal, ...tiers, ...caps].filter(Boolean).join(" · ");
}
