/** 门店: a list of parts on a phone, the list beside the part on a laptop. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { Head } from "../shell/head.js";
import { part } from "../shell/route.js";
import { role } from "../shell/shops.js";
import { Alipay } from "./alipay.js";
import { Audit } from "./audit.js";
import { Fapiao } from "./fapiao.js";
import { Fees } from "./fees.js";
import { Hours } from "./hours.js";
import { Me } from "./me.js";
import { Profile } from "./profile.js";
import { Providers } from "./providers.js";
import { Sales } from "./sales.js";
import { Service } from "./service.js";
import { Staff } from "./staff.js";
import { Till } from "./till.js";
import { Tokens } from "./tokens.js";
import { t } from "./words.js";

const PARTS = {
  profile: [Profile, "store"],
  hours: [Hours, "clock"],
  service: [Service, "wallet"],
  fees: [Fees, "slip"],
  alipay: [Alipay, "qr"],
  staff: [Staff, "users"],
  sales: [Sales, "calculator"],
  till: [Till, "wallet"],
  fapiao: [Fapiao, "text"],
  providers: [Providers, "users"],
  tokens: [Tokens, "link"],
  audit: [Audit, "edit"],
};
const ALLOWED = {
  owner: Object.keys(PARTS),
  manager: ["profile", "hours", "service", "fees", "alipay", "staff", "sales", "till", "fapiao", "tokens"],
  waiter: [],
  cook: [],
};

export function Shop() {
  const allowed = ALLOWED[role.value];
  if (!allowed.length) return html`<${Head} title=${t("me")} saves=${false} /><${Me} />`;
  const here = allowed.includes(part.value) ? part.value : "";
  const shown = here || "profile";
  const [Part] = PARTS[shown];
  return html`
    <${Head} title=${here ? t(here) : t("title")} me=${!here}>
      ${here && html`<a class="link only-phone" href="#shop"><${Icon} name="left" size="20" /> ${t("back")}</a>`}
    <//>
    <div class="shop-page" data-here=${here}>
      <nav class="parts" aria-label=${t("title")}>
        <ul class="rows">
          ${allowed.map((key) => html`
            <li key=${key}>
              <a class="row-button" href=${`#shop/${key}`} aria-current=${key === shown ? "page" : undefined}>
                <${Icon} name=${PARTS[key][1]} size="22" />
                <span class="grow"><b>${t(key)}</b><small>${t(`${key}_about`)}</small></span>
                <${Icon} name="right" size="18" />
              </a>
            </li>`)}
        </ul>
      </nav>
      <section class="part" aria-label=${t(shown)}><${Part} key=${shown} /></section>
    </div>`;
}
