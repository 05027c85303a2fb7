/** The guests' own page in a phone, without its scripts: nobody sits down by looking. It is fetched anew after each change. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { api } from "../shell/api.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { menu } from "./store.js";
import { t } from "./words.js";

export function Preview() {
  const frame = useRef(null);
  const [path, setPath] = useState("");
  useEffect(() => {
    attempt(() => api.get(`${home.value}/tables`), { quiet: true })
      .then(({ answer }) => setPath(answer?.items[0]?.code ? `/t/${answer.items[0].code}` : ""));
  }, [shop.value.id]);
  useEffect(() => { again(frame.current); }, [menu.value]);
  return html`
    <aside class="preview" aria-label=${t("preview")}>
      <p><b>${t("preview")}</b><small>${t("preview_about")}</small></p>
      ${path
        ? html`<div class="phone"><iframe ref=${frame} title=${t("preview")} src=${`${path}?preview=1`} sandbox="allow-same-origin"
            tabindex="-1"></iframe></div>`
        : html`<p class="quiet">${t("preview_none")}</p>`}
    </aside>`;
}

/** Reads the page again and stays where it was scrolled to. */
function again(frame) {
  const inside = frame?.contentWindow;
  if (!inside || inside.location.href === "about:blank") return;
  const at = inside.scrollY;
  frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, at), { once: true });
  inside.location.reload();
}
