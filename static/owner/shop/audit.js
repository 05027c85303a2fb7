/** What was done by whom, newest first. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { money } from "../../shared/money.js";
import { createWords, lang } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";

const t = createWords({
  more: ["再往前", "Earlier"],
  none: ["还没有记录", "Nothing yet"],
  program: ["程序", "the program"],
  when: ["时间", "When"],
  who: ["谁", "Who"],
  what: ["做了什么", "What"],
  "profile.changed": ["改了门店设置", "changed the settings"],
  "orders.paused": ["暂停或恢复接单", "paused or resumed orders"],
  "menu.imported": ["导入菜单", "imported a menu"],
  "menu.price_changed": ["改了价格", "changed a price"],
  "staff.hired": ["加了店员", "took somebody on"],
  "staff.dismissed": ["移除店员", "let somebody go"],
  "staff.role_changed": ["改了岗位", "changed a role"],
  "staff.password_given": ["给了新密码", "gave a new password"],
  "station.removed": ["删除档口", "removed a station"],
  "table.removed": ["删除桌台", "removed a table"],
  "code.rotated": ["换了桌码", "changed a table's code"],
  "visit.forced": ["强行清台", "cleared a table by force"],
  "visit.moved": ["换桌", "moved a table"],
  "visit.merged": ["并桌", "merged tables"],
  "visit.separated": ["拆桌", "separated tables"],
  "order.cancelled": ["取消订单", "cancelled an order"],
  "line.voided": ["退菜", "voided a dish"],
  "bill.discount": ["打折", "gave a discount"],
  "bill.comp": ["赠送", "gave for free"],
  "bill.undone": ["撤回优惠", "took a discount back"],
  "payment.confirmed": ["收款", "took a payment"],
  "payment.refunded": ["退款", "refunded"],
  "till.closed": ["交班", "closed the till"],
  "fapiao.done": ["开出发票", "wrote a fapiao"],
  "fapiao.reopened": ["发票退回待开", "took a fapiao back"],
  "errand.again": ["让程序再试一次", "let the program try again"],
  name: ["店名", "name"],
  address: ["地址", "address"],
  phone: ["电话", "telephone"],
  hours: ["营业时间", "hours"],
  day_starts_at: ["一天从", "day begins"],
  languages: ["语言", "languages"],
  time_zone: ["时区", "time zone"],
  fees: ["费用", "fees"],
  tax: ["税", "tax"],
  round_down: ["抹零", "rounding"],
  service_mode: ["付款方式", "mode"],
  gate: ["谁能点", "gate"],
  gate_pin: ["密码", "code of the day"],
  price: ["价格", "price"],
  role: ["岗位", "role"],
  minutes: ["分钟", "minutes"],
  reason: ["原因", "reason"],
  amount: ["金额", "amount"],
  due: ["没收的", "given up"],
  method: ["方式", "by"],
  tendered: ["收现金", "cash"],
  table: ["桌", "table"],
  created: ["新增", "new"],
  updated: ["更新", "changed"],
  unchanged: ["不变", "unchanged"],
});

const MONEY = ["price", "amount", "due", "tendered"];
const HIDDEN = ["into_visit_id", "move_to"];

export function Audit() {
  const [rows, setRows] = useState(null);
  const [cursor, setCursor] = useState("");

  async function load(from) {
    const query = new URLSearchParams({ newest_first: 1, limit: 50, ...(from ? { cursor: from } : {}) });
    const { answer } = await attempt(() => api.get(`${home.value}/audit?${query}`));
    if (!answer) return;
    setRows((old) => (from ? [...old, ...answer.items] : answer.items));
    setCursor(answer.next_cursor || "");
  }
  useEffect(() => { load(""); }, [shop.value.id]);
  if (!rows) return null;
  if (!rows.length) return html`<p class="card quiet">${t("none")}</p>`;
  return html`
    <div class="card">
      <table class="listed">
        <thead><tr>${["when", "who", "what"].map((key) => html`<th scope="col" key=${key}>${t(key)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<${Row} key=${row.id} row=${row} />`)}</tbody>
      </table>
      ${cursor && html`<button type="button" class="button wide" onClick=${() => load(cursor)}>${t("more")}</button>`}
    </div>`;
}

function Row({ row }) {
  const at = new Date(row.at).toLocaleString(lang.value === "zh" ? "zh-CN" : "en-GB", {
    month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", timeZone: shop.value.time_zone,
  });
  return html`
    <tr>
      <td>${at}</td>
      <td>${row.by || t("program")}</td>
      <td>${t(row.action)} <small>${detail(row)}</small></td>
    </tr>`;
}

/** "价格 ¥36 → ¥38" of what changed. */
function detail({ before, after }) {
  const keys = Object.keys({ ...(before || {}), ...(after || {}) }).filter((key) => !HIDDEN.includes(key));
  return keys.map((key) => {
    const [old, now] = [show(key, before?.[key]), show(key, after?.[key])];
    return [t(key), old && now && old !== now ? `${old} → ${now}` : now || old].filter(Boolean).join(" ");
  }).join(" · ").slice(0, 160);
}

function show(key, value) {
  if (value === null || value === undefined || typeof value === "object") return "";
  return MONEY.includes(key) ? money(value, shop.value.currency) : String(value);
}
