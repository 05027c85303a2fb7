/** Refusals of the server in the owner's words, by their stable code. */
import { createWords, lang } from "../../shared/words.js";

const t = createWords({
  offline: ["网络断开，没有保存", "Offline, not saved"],
  unreadable: ["服务器的回答看不懂，没有保存", "The server's answer cannot be read; not saved"],
  busy: ["服务器忙，没有保存，请再试", "The server is busy; not saved, try again"],
  internal: ["服务器出错，没有保存", "The server failed; not saved"],
  too_many: ["太频繁了，稍等一下再试", "Too often; wait a little"],
  too_large: ["文件太大，最多 8 MB", "Too large; at most 8 MB"],
  not_allowed: ["你的岗位不能做这一步，请老板来做", "Your role may not do this; ask the owner"],
  not_signed_in: ["登录已过期，请重新登录", "Your session is over; sign in again"],
  restaurant_unknown: ["你不在这家店工作了", "You no longer work for this restaurant"],
  changed_meanwhile: ["别人刚改过，请看看再改", "Somebody else changed this just now; look again"],
  label_taken: ["这个桌号已经有了", "There is a table with this label"],
  table_unknown: ["这张桌台已经删除", "This table is gone"],
  area_unknown: ["这个区域已经删除", "This area is gone"],
  pairing_unknown: ["没有屏幕在等这个码，请看屏上现在的码（10 分钟换一次）", "No screen waits with this code; look again, codes last ten minutes"],
  screen_unknown: ["这块屏已经移除", "This screen is gone"],
  printer_unknown: ["这台打印机已经移除", "This printer is gone"],
  slip_unknown: ["这张单子已经没有了", "This slip is gone"],
  no_printer: ["这个档口没有打印机", "No printer prints this station"],
  station_unknown: ["这个档口已经删除", "This station is gone"],
  station_in_use: ["还有菜品或分类送到这个档口", "Dishes or categories still go to this station"],
  station_does_not_cook: ["菜只能送到做菜的档口", "Dishes are made at cooking stations only"],
  station_is_default: ["默认档口不能删除，先把别的档口设为默认", "The default station stays; make another the default first"],
  station_busy: ["这个档口还有没出完的单，出完再删", "This station still has open tickets; finish them first"],
  category_not_empty: ["分类里还有菜，先把菜移走", "The category still holds dishes; move them first"],
  group_in_use: ["还有菜品在用这组规格", "Dishes still use this group"],
  import_unreadable: ["这个文件读不出来", "This file cannot be read"],
  image_unreadable: ["这张图片读不出来，换一张试试", "This picture cannot be read; try another"],
  already_staff: ["这个人已经在店里了", "This person works here already"],
  last_owner: ["至少要留一位老板", "One owner has to stay"],
  staff_unknown: ["这个人已经不在店里", "This person no longer works here"],
  email_taken: ["这个邮箱已经有账号", "There is an account with this e-mail"],
  not_settled: ["账还没付清", "The bill is not settled"],
  nothing_due: ["没有要付的了", "Nothing is due"],
  being_paid: ["客人正在付款，请等一下", "A guest is paying; wait a moment"],
  not_refundable: ["超过了可退的金额", "More than is left to refund"],
  refund_request_answered: ["别人已经答复了这个申请", "Somebody has answered this already"],
  refund_request_unknown: ["这个申请已经没有了", "This request is gone"],
  no_receipt_printer: ["还没有打印小票的打印机", "No printer prints receipts yet"],
  more_than_due: ["账单变小了，请看看再收", "Less is due by now; look again"],
  split_locked: ["已经有人按别的办法付了一份，请看看再收", "A share was paid in another way; look again"],
  split_changed: ["这一份的价钱变了，请看看再收", "The share costs something else by now; look again"],
  wallet_refuses: ["钱包没有接受", "The wallet refuses"],
  till_closed: ["今天已经交过班，后来的算进下一班", "Today's till is closed; what came later is counted next"],
  errand_unknown: ["这件事已经在办，或者办完了", "This is under way already, or done"],
  fapiao_unknown: ["这个发票申请已经没有了", "This request is gone"],
  password_needed: ["这一步要再输一次密码", "This needs your password once more"],
  wallet_unreachable: ["钱包没有回话，正在接着问，不会退两次", "The wallet does not answer; we keep asking, nothing goes twice"],
  payment_unknown: ["这笔付款已经变了，请刷新", "This payment has changed; look again"],
  illegal_step: ["订单已经到下一步了", "The order is past that"],
  table_taken: ["那张桌已经有客人", "That table is taken"],
  visit_closed: ["这桌已经清台", "This table has been cleared"],
  kitchen_dark: ["厨房屏断开了", "The kitchen's screen is offline"],
  cart_changed: ["购物车变了，请看看再下单", "The cart has changed; look again"],
  price_changed: ["价格变了，请看看再下单", "The total has changed; look again"],
  item_sold_out: ["有菜刚售罄，请改一下", "Something was just sold out"],
  ordering_paused: ["现在暂停接单", "Orders are paused"],
  restaurant_closed: ["现在不在营业时间", "The restaurant is closed now"],
});

/** What happened and what is safe. An unknown code shows the server's own sentence. */
export function inWords(problem) {
  const known = t(problem.code);
  if (known !== problem.code) {
    return problem.code === "import_unreadable" && lang.value === "en" ? problem.message : known;
  }
  return problem.message || String(problem.status);
}

/** The first sentence about `field`, or an empty text. */
export function faultOf(problem, field) {
  const found = Object.entries(problem?.errors || {}).find(([name]) => name === field || name.startsWith(`${field}.`));
  return found ? found[1].join(" ") : "";
}
