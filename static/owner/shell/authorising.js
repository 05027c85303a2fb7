/**
 * Coming back from Alipay with a code. It is believed only where this very device set out for it: somebody else's link
 * would otherwise bring a stranger's merchant account into the restaurant.
 */
import { signal } from "@preact/signals";
import { shop } from "./shops.js";
import { go } from "./route.js";

const KEPT = "zhuoma:alipay:asked";
const LASTS = 3600000; // ms; Alipay's own code is good for a day

/** `{code, shop}` of what Alipay sent along; without a `shop` nobody here had asked for it. */
export const authorised = signal(read());

/** The owner sets out for Alipay's page. */
export function begin() {
  localStorage.setItem(KEPT, JSON.stringify({ shop: shop.value.id, at: Date.now() }));
}

export function forget() {
  authorised.value = null;
  localStorage.removeItem(KEPT);
}

function read() {
  const code = new URLSearchParams(location.search).get("app_auth_code");
  if (!code) return null;
  history.replaceState(null, "", location.pathname);
  go("shop/alipay");
  const asked = JSON.parse(localStorage.getItem(KEPT) || "null");
  return asked && Date.now() - asked.at < LASTS ? { code, shop: asked.shop } : { code };
}
