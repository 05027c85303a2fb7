/** Money is shown here and computed on the server. 3800 CNY → "¥38", 386 JPY → "JP¥386", −1050 → "−¥10.50". */
const SIGNS = { CNY: "¥", JPY: "JP¥", THB: "฿", GBP: "£", USD: "$", EUR: "€", INR: "₹", HKD: "HK$", KRW: "₩" };
const digits = {};

/** How many decimals the currency has: CNY 2, JPY 0, KWD 3. */
export function decimals(currency) {
  if (!(currency in digits)) {
    digits[currency] = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits;
  }
  return digits[currency];
}

/** The figure alone, for where the sign is set apart: 3850 → "38.50", 3800 → "38", 1234500 → "12,345". */
export function amount(minor, currency = "CNY", { fixed = false } = {}) {
  const places = decimals(currency);
  const value = Math.abs(minor) / 10 ** places;
  const whole = minor % 10 ** places === 0 && !fixed;
  return value.toLocaleString("en", { minimumFractionDigits: whole ? 0 : places, maximumFractionDigits: places });
}

export const signOf = (currency = "CNY") => SIGNS[currency] || `${currency} `;

export function money(minor, currency = "CNY", options) {
  return (minor < 0 ? "−" : "") + signOf(currency) + amount(minor, currency, options);
}

/** What a person typed → minor units, or null: "38.5" → 3850. Only for settings; guests' prices come from the server. */
export function parseMoney(text, currency = "CNY") {
  const clean = String(text).replace(/[¥￥$,\s元]/g, "");
  const places = decimals(currency);
  if (!new RegExp(`^\\d{1,9}(\\.\\d{0,${Math.max(places, 1)}})?$`).test(clean)) return null;
  const [whole, part = ""] = clean.split(".");
  if (part.length > places) return null;
  return Number(whole + part.padEnd(places, "0"));
}
