/** Paying by Alipay: its app on this phone, its page, or its code for another phone. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Sheet } from "../shared/sheet.js";
import { busy, giveUp, inWeChat, leaveFor, mine } from "./paying.js";
import { api } from "./phone.js";
import { price } from "./table.js";
import { close } from "./views.js";
import { t } from "./words.js";

export function WalletSheet() {
  const own = mine.value;
  const code = useCode(own?.id);
  if (!own) return null;
  const { app_url: app, redirect_url: page } = own.client;
  const footer = html`
    <button type="button" class="button whole" disabled=${busy.value} onClick=${giveUp}>${t("giveUpPaying")}</button>`;
  return html`
    <${Sheet} title=${t("walletTitle", { sum: price(own.amount, { fixed: true }) })} close=${close} closeLabel=${t("close")}
      className="wallet-sheet" footer=${footer}>
      ${inWeChat() ? html`<p class="notice warn">${t("walletWeChat")}</p>` : html`
        <a class="button primary whole" href=${app}>${t("walletApp")}</a>
        <button type="button" class="link" onClick=${() => leaveFor(page)}>${t("walletPage")}</button>`}
      ${code && html`
        <figure><img src=${code} alt=${t("walletCodeAlt")} width="200" height="200" />
          <figcaption>${t("walletCode")}</figcaption></figure>`}
      <p class="hint" role="status">${t("walletWaits")}</p>
    <//>`;
}

/** The code's picture, drawn by the server. */
function useCode(id) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    let made = "";
    let over = false;
    if (id) {
      api.file(`/api/v1/visit/payments/${id}/code.svg`)
        .then((picture) => {
          if (over) return;
          made = URL.createObjectURL(picture);
          setUrl(made);
        })
        .catch(() => undefined); // app and page remain
    }
    return () => {
      over = true;
      URL.revokeObjectURL(made);
    };
  }, [id]);
  return url;
}
