/** 收银交班: what should lie in the till, who took it, counting it once a day, former counts. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { amount, money, parseMoney } from "../../shared/money.js";
import { createWords } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { SavedField } from "../shell/autosave.js";
import { ask } from "../shell/confirm.js";
import { inWords } from "../shell/faults.js";
import { Field } from "../shell/fields.js";
import { attempt, failed } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { ChangedMeanwhile, keep } from "./changed.js";
import { Numbers } from "./numbers.js";

const t = createWords({
  now: ["{day} 到现在", "{day} until now"],
  opening: ["期初现金 {money}", "{money} in cash to begin with"],
  method: ["方式", "How"],
  taken: ["收", "Taken"],
  back: ["退", "Back"],
  expected: ["应有", "Expected"],
  counted: ["实点", "Counted"],
  difference: ["差额", "Difference"],
  people: ["谁收的", "Who took it"],
  person: ["店员", "Person"],
  cash: ["现金", "Cash"],
  card: ["刷卡", "Card"],
  wechat_code: ["微信收款码", "WeChat code"],
  alipay_code: ["支付宝收款码", "Alipay code"],
  other: ["其他", "Other"],
  count_title: ["点钱交班", "Count and close"],
  count_cash: ["点出来的现金", "Cash counted"],
  count_other: ["{method}对账（可不填）", "{method} by its own books (optional)"],
  left: ["留在钱箱给明天（可不填）", "Left in the till for tomorrow (optional)"],
  reason: ["差额的原因", "Why it differs"],
  bad: ["写成数字，如 1280.5", "A number such as 1280.5"],
  close: ["交班", "Close the till"],
  close_title: ["交班？", "Close the till?"],
  close_text: ["一天只交一次班，之后不能改。后来收的钱算进下一班。", "Once a day and never changed. What comes later belongs to the next count."],
  differs: ["应有 {expected}，差 {difference}，请写原因", "{expected} expected, {difference} off: say why"],
  closed: ["今天已交班（{by}，{time}）。后来的算进下一班。", "Closed today ({by}, {time}). What comes later is counted next."],
  former: ["以前的交班", "Former counts"],
  day: ["营业日", "Day"],
  by: ["交班人", "By"],
  none: ["还没有交过班", "Nothing counted yet"],
  csv: ["下载 CSV", "Download CSV"],
  limit: ["退款超过多少要再输密码", "Refunds above this need the password again"],
  limit_hint: ["写 0 就是每次都要", "0: every time"],
});

export function Till() {
  const [till, setTill] = useState(null);
  const [counts, setCounts] = useState([]);
  const say = (minor) => money(minor, shop.value.currency, { fixed: true });

  async function load() {
    const [present, former] = await Promise.all([
      attempt(() => api.get(`${home.value}/till`)),
      attempt(() => api.get(`${home.value}/till/counts`)),
    ]);
    if (present.answer) setTill(present.answer);
    if (former.answer) setCounts(former.answer.items);
  }

  useEffect(() => { load(); }, [shop.value.id]);
  if (!till) return null;
  return html`
    <div class="stack">
      <section class="card stack">
        <${Numbers} caption=${t("now", till)} heads=${["method", "taken", "back", "expected"].map((key) => t(key))}
          rows=${till.methods.map((row) => [t(row.method), say(row.taken), say(row.back), say(row.expected)])} />
        ${till.opening > 0 && html`<p class="quiet">${t("opening", { money: say(till.opening) })}</p>`}
        ${till.people.length > 0 && html`
          <${Numbers} caption=${t("people")} heads=${["person", "method", "taken", "back"].map((key) => t(key))}
            rows=${till.people.map((row) => [row.name, t(row.method), say(row.taken), say(row.back)])} />`}
      </section>
      ${till.closed
        ? html`<p class="notice info">${t("closed", { by: till.closed.closed_by, time: clock(till.closed.closed_at) })}</p>`
        : html`<${Count} till=${till} say=${say} done=${load} />`}
      <${Former} counts=${counts} say=${say} />
      <${Limit} />
    </div>`;
}

function Count({ till, say, done }) {
  const [texts, setTexts] = useState({});
  const [reason, setReason] = useState("");
  const [off, setOff] = useState(null);
  const [asked, setAsked] = useState(false);
  const read = (key) => parseMoney(texts[key] || "", shop.value.currency);
  const wrong = (key) => asked && (key === "cash" || texts[key]) && read(key) === null && t("bad");
  const others = till.methods.map((row) => row.method).filter((method) => method !== "cash");

  async function close(event) {
    event.preventDefault();
    setAsked(true);
    const given = ["cash", ...others].filter((key) => key === "cash" || texts[key]);
    if ([...given, ...(texts.left ? ["left"] : [])].some((key) => read(key) === null)) return;
    if (!await ask({ title: t("close_title"), text: t("close_text"), yes: t("close"), harmless: true })) return;
    const counted = Object.fromEntries(given.map((key) => [key, read(key)]));
    const body = { counted, left: texts.left ? read("left") : 0, reason, day: till.day };
    const { answer, problem } = await attempt(() => api.post(`${home.value}/till/counts`, body), { quiet: true });
    if (answer) return done();
    const differs = (problem.body?.methods || []).find((row) => row.difference);
    setOff(differs || null);
    if (!differs) failed.value = { text: inWords(problem) };
    return undefined;
  }

  const field = (key, label) => html`
    <${Field} key=${key} id=${`till-${key}`} label=${label} inputmode="decimal" autocomplete="off" value=${texts[key] || ""}
      fault=${wrong(key)} onInput=${(event) => setTexts({ ...texts, [key]: event.target.value })} />`;
  return html`
    <form class="card stack" onSubmit=${close} aria-label=${t("count_title")}>
      <h2>${t("count_title")}</h2>
      ${field("cash", t("count_cash"))}
      ${others.map((method) => field(method, t("count_other", { method: t(method) })))}
      ${field("left", t("left"))}
      ${off && html`
        <p class="notice warn" role="alert">
          ${t(off.method)} ${t("differs", { expected: say(off.expected), difference: say(off.difference) })}
        </p>
        <${Field} id="till-reason" label=${t("reason")} maxlength="140" required autocomplete="off" value=${reason}
          onInput=${(event) => setReason(event.target.value)} />`}
      <button class="button primary">${t("close")}</button>
    </form>`;
}

function Former({ counts, say }) {
  if (!counts.length) return html`<p class="quiet">${t("none")}</p>`;
  const cash = (count) => count.methods.find((row) => row.method === "cash");
  return html`
    <section class="card stack">
      <${Numbers} caption=${t("former")} heads=${["day", "expected", "counted", "difference", "by"].map((key) => t(key))}
        rows=${counts.map((count) => [
          count.day, say(cash(count).expected), say(cash(count).counted),
          html`${say(count.difference)} <small>${count.reason}</small>`, count.closed_by,
        ])} />
      <p><a class="link" href=${`${home.value}/till/counts.csv`} download><${Icon} name="download" size="20" /> ${t("csv")}</a></p>
    </section>`;
}

/** How much may go back on a waking session alone. */
function Limit() {
  const { id, currency, limits } = shop.value;
  const save = (text) => keep({ limits: { ...limits, refund_by_word: parseMoney(text, currency) } });
  return html`
    <section class="card stack">
      <${ChangedMeanwhile} />
      <${SavedField} id="refund-limit" label=${t("limit")} hint=${t("limit_hint")} inputmode="decimal" autocomplete="off"
        value=${amount(limits.refund_by_word ?? 50000, currency).replace(/,/g, "")} draft=${`${id}:shop:refund-limit`} field="limits"
        wrong=${t("bad")} check=${(text) => parseMoney(text, currency) === null && t("bad")} save=${save} />
    </section>`;
}

const clock = (at) => new Date(at).toLocaleTimeString("sv-SE", { timeZone: shop.value.time_zone, timeStyle: "short" });
