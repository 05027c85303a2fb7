/** The frame around every tab: navigation, what was saved, what failed, what can be undone. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { createWords } from "../../shared/words.js";
import { Kitchen } from "../kitchen/index.js";
import { Menu } from "../menu/index.js";
import { Shop } from "../shop/index.js";
import { Tables } from "../tables/index.js";
import { Today } from "../today/index.js";
import { Account, accountOpen } from "./account.js";
import { Alarm } from "./alarm.js";
import { Bars } from "./bars.js";
import { Asked } from "./confirm.js";
import { follow } from "./following.js";
import { Nav } from "./nav.js";
import { tab } from "./route.js";
import { role, shop } from "./shops.js";

const t = createWords({
  skip: ["跳到内容", "Skip to content"],
});

/** Which tabs a role sees, in their order. */
export const TABS = {
  owner: ["today", "menu", "tables", "kitchen", "shop"],
  manager: ["today", "menu", "tables", "kitchen", "shop"],
  waiter: ["today", "menu", "shop"],
  cook: ["kitchen", "shop"],
};
const PAGES = { today: Today, menu: Menu, tables: Tables, kitchen: Kitchen, shop: Shop };

export function Frame() {
  const allowed = TABS[role.value];
  const here = allowed.includes(tab.value) ? tab.value : allowed[0];
  const Page = PAGES[here];
  useEffect(() => follow(shop.value.id), [shop.value.id]);
  useEffect(() => { scrollTo(0, 0); }, [here]);
  return html`
    <a class="unseen skip" href="#content" onClick=${skip}>${t("skip")}</a>
    <div class="frame">
      <${Nav} tabs=${allowed} here=${here} />
      <main class=${`page page-${here}`} id="content" tabindex="-1" key=${`${shop.value.id}/${here}`}>
        <${Alarm} here=${here} />
        <${Page} />
      </main>
    </div>
    <${Bars} />
    ${accountOpen.value && html`<${Account} />`}
    <${Asked} />`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}
