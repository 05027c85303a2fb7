/** Sales over some days: the sum, each day, each dish. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { money } from "../../shared/money.js";
import { serverNow } from "../../shared/time.js";
import { createWords, named } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { Field } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { Numbers } from "./numbers.js";

const t = createWords({
  from: ["从", "From"],
  to: ["到", "To"],
  orders: ["{n} 单", "{n} orders"],
  ordered: ["点了", "ordered"],
  settled: ["收到", "received"],
  refunded: ["退款", "refunded"],
  days: ["每天", "By day"],
  dishes: ["每道菜", "By dish"],
  day: ["日期", "Day"],
  count: ["单数", "Orders"],
  sum: ["金额", "Amount"],
  dish: ["菜名", "Dish"],
  quantity: ["份数", "Sold"],
  none: ["这几天没有订单", "No orders on these days"],
  fault: ["开始不能晚于结束，最多一年", "From before to, at most a year"],
});
const DAY = 86400000;

export function Sales() {
  const today = new Date(serverNow()).toLocaleDateString("sv-SE", { timeZone: shop.value.time_zone });
  const [from, setFrom] = useState(() => new Date(Date.parse(today) - 6 * DAY).toISOString().slice(0, 10));
  const [to, setTo] = useState(today);
  const [sold, setSold] = useState(null);
  const [fault, setFault] = useState("");

  useEffect(() => {
    attempt(() => api.get(`${home.value}/reports/sales?${new URLSearchParams({ from, to })}`), { quiet: true })
      .then(({ answer, problem }) => {
        setFault(problem ? t("fault") : "");
        if (answer) setSold(answer);
      });
  }, [shop.value.id, from, to]);

  return html`
    <div class="card stack">
      <div class="two">
        <${Field} id="sales-from" type="date" label=${t("from")} value=${from} fault=${fault}
          onChange=${(event) => event.target.value && setFrom(event.target.value)} />
        <${Field} id="sales-to" type="date" label=${t("to")} value=${to}
          onChange=${(event) => event.target.value && setTo(event.target.value)} />
      </div>
      ${sold && html`<${Sold} sold=${sold} />`}
    </div>`;
}

function Sold({ sold }) {
  const say = (minor) => money(minor, sold.currency);
  if (!sold.orders) return html`<p class="quiet">${t("none")}</p>`;
  return html`
    <dl class="sold">
      <div><dd>${say(sold.total)}</dd><dt>${t("orders", { n: sold.orders })} · ${t("ordered")}</dt></div>
      <div><dd>${say(sold.settled)}</dd><dt>${t("settled")}</dt></div>
      <div><dd>${say(sold.refunded)}</dd><dt>${t("refunded")}</dt></div>
    </dl>
    <${Numbers} caption=${t("days")} heads=${[t("day"), t("count"), t("sum")]}
      rows=${sold.days.map((day) => [day.day, day.orders, say(day.total)])} />
    <${Numbers} caption=${t("dishes")} heads=${[t("dish"), t("quantity"), t("sum")]}
      rows=${sold.dishes.map((dish) => [named(dish), dish.quantity, say(dish.total)])} />`;
}
