/** A code on the staff's screen that the guest's phone scans; the page changes by itself once it is paid. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { clockTime } from "../../shared/time.js";
import { api } from "../shell/api.js";
import { home, shop } from "../shell/shops.js";
import { v } from "./visit_words.js";

export function ShownCode({ payment, say, instead }) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    let made = "";
    let over = false;
    api.file(`${home.value}/payments/${payment.id}/code.svg`)
      .then((picture) => {
        if (over) return;
        made = URL.createObjectURL(picture);
        setUrl(made);
      })
      .catch(() => setUrl(null));
    return () => {
      over = true;
      URL.revokeObjectURL(made);
    };
  }, [payment.id]);
  const until = clockTime(payment.expires_at, { timeZone: shop.value.time_zone });
  return html`
    <section class="slip shown-code" aria-label=${v("code_title", { how: v(payment.wallet) })}>
      <h3>${v("code_title", { how: v(payment.wallet) })}</h3>
      <p class="code-sum">${say(payment.amount)}</p>
      ${url && html`<img src=${url} alt=${v("code_alt", { money: say(payment.amount) })} width="240" height="240" />`}
      ${url === null && html`<p class="fault" role="alert">△ ${v("code_missing")}</p>`}
      <p class="quiet" role="status">${v("code_waits", { time: until })}</p>
      <button type="button" class="button" onClick=${instead}>${v("another_way")}</button>
    </section>`;
}
