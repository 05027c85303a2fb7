/** Words of the day's page. */
import { createWords } from "../../shared/words.js";

export const t = createWords({
  today: ["今日", "Today"],
  loading: ["正在看今天的数…", "Looking at the day…"],

  /* taking orders */
  open: ["接单中", "Taking orders"],
  until: ["到 {time} 自动停", "stops by itself at {time}"],
  always: ["没设营业时间，一直接单", "no hours set, always open"],
  paused: ["暂停接单", "Orders paused"],
  paused_until: ["{time} 自动恢复，客人看得到菜单，加不了菜", "back at {time}; guests can read but not add"],
  closed: ["不在营业时间", "Closed now"],
  opens_at: ["{time} 开始接单", "opens at {time}"],
  never_opens: ["这周没有营业时间", "no hours this week"],
  pause: ["暂停", "Pause"],
  minutes: ["{n} 分", "{n} min"],
  resume: ["现在恢复接单", "Take orders now"],
  hours: ["改营业时间", "Change hours"],
  pause_offline: ["连不上服务器，暂停不了。请当面告诉厨房和客人。", "No connection: pausing would not reach guests. Tell kitchen and guests in person."],

  /* what needs somebody now */
  lost: ["{name}断开 {time}", "{name} lost for {time}"],
  never: ["{name}还没连上过", "{name} has never connected"],
  lost_then: ["它的单也在别的屏和这一页上，叫服务和买单发到这里", "Its orders also show on other screens; calls and bills come here"],
  lost_alone: ["没有别的屏在看这些档口，请去厨房说一声", "No other screen shows these stations: tell the kitchen in person"],
  comma: ["、", ", "],
  understood: ["知道了", "Understood"],
  what_now: ["怎么办", "What now"],
  what_text: [
    "看看屏幕有没有电、亮不亮、连的是不是店里的网。回来后它会自己补齐漏掉的单，不用重新配对。换了屏就在「厨房」里重新连接。",
    "Check its power, that it is awake and on the restaurant's network. It catches up by itself; no new pairing. A new screen is paired under Kitchen.",
  ],
  late_money: ["有钱在清台后到账", "Money came after the table was cleared"],
  after_close: ["清台后才到", "after clearing"],
  too_much: ["多付了", "paid too much"],
  look: ["看看、退款", "Look and refund"],
  differences: ["{n} 笔钱和支付宝的账单对不上", "{n} {n|sum differs|sums differ} from Alipay's bill"],
  differs_theirs_only: ["支付宝收了 {sum}，这里没有这笔", "Alipay has {sum} that we lack"],
  differs_ours_only: ["这里记了 {sum}，支付宝没有这笔", "We have {sum} that Alipay lacks"],
  differs_amount: ["金额不同：这里 {ours}，支付宝 {sum}", "Different sums: ours {ours}, Alipay's {sum}"],
  differs_refund: ["退款不同：这里退了 {ours}，支付宝退了 {sum}", "Different refunds: ours {ours}, Alipay's {sum}"],
  giving_back: ["正在退回…", "going back…"],
  match: ["算给一桌", "Match"],
  match_title: ["{sum} 是哪一桌付的？", "Whose {sum} is it?"],
  owes: ["还差 {sum}", "{sum} to pay"],
  no_table: ["现在没有开着的台", "No table is open now"],
  give_back: ["退回去", "Give back"],
  give_back_title: ["把 {sum} 退给付款的人？", "Give {sum} back to whoever paid?"],
  give_back_text: ["钱原路退回，只退一次。", "It goes back the way it came, once."],
  explain: ["说明", "Explain"],
  explain_title: ["这笔为什么对不上？", "Why does it differ?"],
  explain_text: ["钱不会动，只记下原因，这里不再提醒。", "No money moves; the reason is written down and this is not shown again."],
  stuck: ["{n} 件事没办成，要人看一下", "{n} errands gave up and need a look"],
  unheard: ["{name}：{n} 单 {time}没有屏确认", "{name}: {n} {n|ticket|tickets} unconfirmed for {time}"],
  dark: ["{name}：{time}没有屏在线，{n} 单没人看得到", "{name}: no screen for {time}; nobody sees {n} {n|ticket|tickets}"],
  no_station: ["没设档口的菜", "Dishes without a station"],
  unheard_then: ["单已存好，没有丢；没确认的单，客人手机上如实写着。请去厨房说一声。", "They are stored, none is lost; guests of unconfirmed ones have been told. Tell the kitchen in person."],
  waiting: ["{n} 单等你确认", "{n} orders wait for you"],
  waiting_payment: ["等客人付款，付完自动进厨房", "waits for its payment, then goes to the kitchen"],
  accept: ["接单", "Accept"],
  refuse: ["不接", "Refuse"],
  refuse_title: ["不接 {label}？", "Refuse {label}?"],
  refuse_text: ["{table} 这一单会取消，客人手机上能看到原因。", "The order of {table} is cancelled; the guests see the reason."],
  refuse_yes: ["取消这一单", "Cancel the order"],
  calls: ["客人在叫", "Guests are calling"],
  water: ["加水", "Water"],
  tableware: ["餐具", "Tableware"],
  napkins: ["纸巾", "Napkins"],
  clear: ["清台", "Clear the table"],
  bill: ["结账", "The bill"],
  staff: ["找服务员", "A person"],
  rush: ["催单", "Hurry"],
  ago: ["{time}前", "{time} ago"],
  answer: ["我去", "On my way"],

  /* numbers */
  orders: ["单 · {n} 桌在吃", "orders · {n} tables"],
  unpaid: ["含未付 {money}", "{money} unpaid"],
  all_paid: ["都已付清", "all paid"],
  average: ["平均出餐", "average to ready"],
  no_average: ["还没有出餐", "nothing bumped yet"],
  by_hour: ["每小时订单", "Orders by the hour"],
  hour_orders: ["{hour} 点 {n} 单", "{hour}:00, {n} orders"],

  /* tables */
  seated: ["在座", "Seated"],
  nobody: ["现在没有客人", "Nobody is seated"],
  covers: ["{n} 位", "{n} covers"],
  rounds: ["{n} 批", "{n} rounds"],
  pays_counter: ["要付 {money}", "pays {money}"],
  pays_phone: ["手机付款中 {money}", "paying {money} by phone"],
  due: ["未付 {money}", "{money} due"],
  settled: ["已付清", "paid"],
  nothing: ["还没点", "no order yet"],
  open_table: ["开一桌", "Open a table"],

  /* screens, sold out */
  screens: ["厨房屏", "Kitchen screens"],
  no_screens: ["还没有厨房屏", "No kitchen screen yet"],
  pair: ["去连接", "Pair one"],
  seen: ["{time}前 · {n} 单", "{time} ago · {n} open"],
  lost_short: ["断开 {time}", "lost {time}"],
  never_short: ["没连上过", "never connected"],
  sold_out: ["今日售罄", "Sold out today"],
  none_sold_out: ["没有售罄的菜", "Nothing is sold out"],
  add_sold_out: ["设为售罄", "Set sold out"],
  back_at: ["{time} 自动恢复", "back at {time}"],
  stays_off: ["不会自动恢复", "stays off"],
  restore: ["恢复", "Restore"],
  restored: ["{name} 恢复在售", "{name} is on again"],
  now_sold_out: ["{name} 今日售罄 · 已下单的不变", "{name} is sold out · sent orders stay"],
  find_dish: ["菜名", "Dish"],
  set: ["售罄", "Sold out"],

  seconds: ["{n} 秒", "{n} s"],
  minute: ["{n} 分", "{n} min"],
  hour: ["{n} 小时", "{n} h"],
  days: ["{n} 天", "{n} days"],
});

/** 75 → "1 分". */
export function span(seconds) {
  if (seconds < 60) return t("seconds", { n: Math.floor(seconds) });
  if (seconds < 3600) return t("minute", { n: Math.floor(seconds / 60) });
  if (seconds < 172800) return t("hour", { n: Math.floor(seconds / 3600) });
  return t("days", { n: Math.floor(seconds / 86400) });
}
