/** Fees as sentences: on the menu before the first dish, in the cart, on the bill. Amounts are always the server's. */
import { menu, price, visit } from "./table.js";
import { feeName, t } from "./words.js";

const rateText = (rate) => `${Number((Number(rate) * 100).toFixed(2))}%`;

/** "茶位 ¥4/位": what one fee will cost, as the menu announces it. */
export function feeRule(fee) {
  const name = feeName(fee);
  if (fee.rate) return t("percent", { name, rate: rateText(fee.rate) });
  const key = fee.kind === "per_head" ? "perHead" : "perOrder";
  return t(key, { name, amount: price(fee.amount) });
}

/** "茶位 ¥4 × 3": a fee of this cart or bill. */
export function feeLine(fee) {
  const rule = menu.value.fees.find((each) => each.kind === fee.kind && each.name === fee.name);
  const name = feeName(fee);
  if (fee.kind === "per_head" && rule) {
    const heads = visit.value?.covers || 1;
    return t("feeTimes", { name, amount: price(rule.amount), n: heads });
  }
  if (rule?.rate) return t("percent", { name, rate: rateText(rule.rate) });
  return name;
}

export const feeRules = () => menu.value.fees.map(feeRule);
