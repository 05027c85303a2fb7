/** Each day as Alipay's own bill has it, beside ours; what differs is settled on the day's page. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { money } from "../../shared/money.js";
import { createWords } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { Numbers } from "./numbers.js";

const t = createWords({
  title: ["和支付宝对账", "Alipay's bill beside ours"],
  about: ["每天上午十点，拿支付宝昨天的账单和我们的一笔笔对。", "At ten each morning yesterday's bill of Alipay is held against ours, trade by trade."],
  none: ["还没有对过账。第一天收款后，第二天上午开始。", "No day yet: it begins the morning after the first payment."],
  day: ["日期", "Day"],
  ours: ["我们记的", "Ours"],
  theirs: ["支付宝的", "Alipay's"],
  state: ["结果", "Result"],
  planned: ["等明早的账单", "waits for the bill"],
  equal: ["✓ 一致", "✓ equal"],
  open: ["△ {n} 笔没处理", "△ {n} open"],
  trades: ["{money}（{n} 笔）", "{money} ({n})"],
  settled: ["处理过的差异", "Differences that were settled"],
  what: ["单号", "Number"],
  how: ["怎么处理的", "How"],
  sum: ["金额", "Sum"],
  given_back: ["已退回", "given back"],
  matched: ["算给了一桌", "matched with a table"],
  explained: ["说明：{note}", "explained: {note}"],
  by_bill: ["后来的账单里对上了", "a later bill agreed"],
  today: ["去处理", "Settle them"],
});

export function Reconciled() {
  const [found, setFound] = useState(null);
  useEffect(() => {
    attempt(() => api.get(`${home.value}/reconciliation`)).then(({ answer }) => { if (answer) setFound(answer); });
  }, [shop.value.id]);
  if (!found) return null;
  const say = (minor) => money(minor, shop.value.currency);
  const trades = (day, n, minor) => (day.state === "planned" ? "–" : t("trades", { n, money: say(minor) }));
  const settled = found.differences.filter((each) => each.settled_at);
  const open = found.differences.length - settled.length;
  const result = (day) => (day.state === "planned" ? t("planned") : day.open_differences ? t("open", { n: day.open_differences }) : t("equal"));
  return html`
    <section class="card stack">
      <h2>${t("title")}</h2>
      <p class="quiet">${t("about")}</p>
      ${open > 0 && html`<p class="notice warn line"><span class="grow">${t("open", { n: open })}</span>
        <a class="link" href="#today">${t("today")}</a></p>`}
      ${found.days.length === 0 ? html`<p>${t("none")}</p>` : html`
        <${Numbers} caption="" heads=${["day", "ours", "theirs", "state"].map((key) => t(key))}
          rows=${found.days.map((day) => [
            short(day), trades(day, day.ours, day.ours_total), trades(day, day.theirs, day.theirs_total), result(day),
          ])} />`}
      ${settled.length > 0 && html`
        <${Numbers} caption=${t("settled")} heads=${["day", "sum", "how", "what"].map((key) => t(key))}
          rows=${settled.map((each) => [
            short(each), say(each.theirs ?? each.ours), t(each.settled_how || "by_bill", { note: each.note }), each.trade_no || each.number,
          ])} />`}
    </section>`;
}

const short = ({ day }) => day.slice(5);
