/** Formats only; the browser never computes what is charged. 3800 → "¥38". */
const SIGNS = { CNY: "¥", THB: "฿", GBP: "£", USD: "$", INR: "₹" };

export function money(minor, currency = "CNY") {
  const sign = minor < 0 ? "−" : "";
  const text = (Math.abs(minor) / 100).toFixed(2).replace(/\.00$/, "");
  return sign + (SIGNS[currency] || currency + " ") + text;
}
