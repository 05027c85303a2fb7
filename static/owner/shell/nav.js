/** Five tabs: a bar at the foot of a phone, a rail beside a laptop's page. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { createWords } from "../../shared/words.js";
import { accountOpen } from "./account.js";
import { day } from "./following.js";
import { shop } from "./shops.js";

const t = createWords({
  settings: ["设置", "Settings"],
  today: ["今日", "Today"],
  menu: ["菜单", "Menu"],
  tables: ["桌台", "Tables"],
  kitchen: ["厨房", "Kitchen"],
  shop: ["门店", "Shop"],
  account: ["换店、语言、退出", "Switch restaurant, language, sign out"],
  open: ["接单中 · {n} 桌", "Taking orders · {n} tables"],
  paused: ["暂停接单", "Orders paused"],
  closed: ["不在营业时间", "Closed"],
});
const ICONS = { today: "today", menu: "menu", tables: "table", kitchen: "cook", shop: "store" };

/** 青瓷小馆·中山路店 → ["青瓷小馆", "中山路店"] */
export const parts = (name) => name.split(/[·・]/).map((part) => part.trim()).filter(Boolean);

export function Nav({ tabs, here }) {
  return html`
    <nav class="nav" aria-label=${t("settings")}>
      <${Mark} />
      <ul>
        ${tabs.map((key) => html`
          <li key=${key}>
            <a href=${`#${key}`} aria-current=${key === here ? "page" : undefined}>
              <${Icon} name=${ICONS[key]} /><span>${t(key)}</span>
            </a>
          </li>`)}
      </ul>
      <${Status} />
    </nav>`;
}

function Mark() {
  const [name, branch] = parts(shop.value.name);
  return html`
    <button type="button" class="mark" aria-haspopup="dialog" title=${t("account")}
      onClick=${() => { accountOpen.value = true; }}>
      <span class="sign" aria-hidden="true">${[...name][1] || [...name][0]}</span>
      <span class="names">
        <b>${name}</b> ${branch && html`<small>${branch}</small>`}<span class="unseen">${t("account")}</span>
      </span>
    </button>`;
}

/** The state in which guests find the restaurant. */
export function stateOf(today) {
  if (!today) return null;
  if (today.paused_until && Date.parse(today.paused_until) > Date.parse(today.server_time)) return "paused";
  return today.open ? "open" : "closed";
}

function Status() {
  const state = stateOf(day.value);
  if (!state) return null;
  return html`
    <p class="status" data-state=${state}>
      <${Icon} name=${{ open: "check", paused: "pause", closed: "clock" }[state]} size="16" />
      ${t(state, { n: day.value.open_visits.length })}
    </p>`;
}
