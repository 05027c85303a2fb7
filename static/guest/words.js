/** What the guest reads; short, named objects, no exclamation marks. */
import { signal } from "@preact/signals";

export const lang = signal("zh");
const WORDS = {
  search: ["搜菜名或拼音首字母", "Search dishes"], choose: ["选规格", "Options"], soldOut: ["今日售罄", "Sold out today"], from: ["起", "+"],
  review: ["去确认", "Review order"], unsent: ["未下单", "not sent"], incl: ["含", "incl."], empty: ["还没有点菜", "Nothing chosen yet"],
  cart: ["购物车 · 全桌", "Cart · whole table"], send: ["下单", "Send to kitchen"], sending: ["正在发给厨房…", "Sending…"],
  allergy: ["过敏 / 忌口(厨房会单独标出)", "Allergy (flagged to the kitchen)"], note: ["备注", "Note"], must: ["必选 {n}", "Choose {n}"],
  upTo: ["可选 {n}", "Up to {n}"], add: ["加入", "Add"], total: ["合计", "Total"], subtotal: ["菜品", "Dishes"], round: ["第 {n} 批", "Round {n}"],
  placed: ["已发送", "Sent"], accepted: ["厨房已收到", "Kitchen has it"], preparing: ["制作中", "Cooking"], ready: ["出餐", "Ready"], served: ["已上", "Served"],
  cancelled: ["已取消", "Cancelled"], queued: ["排队", "Queued"], voided: ["已退", "Taken off"], sealed: ["已下单", "Sent"], waits: ["等店员确认", "Waits for staff"],
  orders: ["已点 {n} 道", "{n} ordered"], call: ["找服务员", "Call staff"], water: ["加水", "Water"], tableware: ["餐具", "Tableware"], napkins: ["纸巾", "Napkins"],
  clear: ["清台", "Clear"], bill: ["结账", "Bill"], staff: ["其他", "A person"], called: ["已通知", "Told"], pay: ["看账单 / 买单", "See bill / Pay"],
  counter: ["到柜台付", "Pay at the counter"], simulator: ["模拟钱包付款", "Pay by simulator"], due: ["应付", "Due"], paid: ["已付", "Paid"], settled: ["已付清", "Paid in full"],
  waitCounter: ["请到柜台付款,店员确认后这里会变", "Pay at the counter; staff will confirm"], paying: ["{who} 正在付款 {sum}", "{who} is paying {sum}"],
  offline: ["网络断开 · 还没下单 · 已保存", "Offline · not sent · saved"], retry: ["没有扣款,没有下单。可以再试一次。", "Nothing charged, nothing sent. Try again."],
  covers: ["几位用餐?", "How many of you?"], people: ["{n} 位 · {m} 部手机", "{n} people · {m} phones"], closed: ["这桌已结账。要继续点请重新扫码", "Settled. Scan again to order more"],
  paper: ["也可以叫服务员点餐、看纸质菜单", "You can also order with the staff; there is a paper menu"], large: ["大字", "Large"], close: ["关闭", "Close"],
  cook: ["下单后厨房马上开始做", "The kitchen starts at once"], changed: ["有变化,请再看一眼", "Something changed; look again"], rush: ["催单", "Ask the kitchen"], more: ["加菜", "Add dishes"],
};

export function t(key, values = {}) {
  const text = (WORDS[key] || [key, key])[lang.value === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
