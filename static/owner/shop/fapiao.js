/** 发票: who wants one, for how much; done with a tap that can be taken back; the workbook for whoever writes them. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { money } from "../../shared/money.js";
import { createWords } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { SavedField } from "../shell/autosave.js";
import { attempt, offerUndo } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { keep } from "./changed.js";

const t = createWords({
  open: ["待开", "To write"],
  done: ["已开", "Written"],
  none_open: ["没有待开的发票。客人付款后在小票页申请。", "None is asked for. Guests ask on their receipt's page, after paying."],
  none_done: ["还没有开过", "None was written"],
  mark: ["已开出", "Written"],
  reopen: ["退回待开", "Not written"],
  marked: ["{title} 已开出", "{title}: written"],
  person: ["个人", "a person"],
  forgotten: ["资料已删除", "details deleted"],
  changed: ["开票后退过款：现在是 {money}", "Refunded after it was written: {money} now"],
  about: ["{table} 桌 · {time}", "Table {table} · {time}"],
  more: ["再往后", "More"],
  xlsx: ["下载 Excel", "Download the workbook"],
  days: ["开出多少天后删除抬头、税号和邮箱", "Days after which title, tax number and e-mail are deleted"],
  days_bad: ["1 到 3650 的整数", "A whole number from 1 to 3650"],
});
const whole = (text) => /^\d{1,4}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 3650;

export function Fapiao() {
  const [state, setState] = useState("open");
  const [found, setFound] = useState(null);
  const at = `${home.value}/fapiao`;

  async function load(cursor = null) {
    const asked = new URLSearchParams({ state, ...(cursor ? { cursor } : {}) });
    const { answer } = await attempt(() => api.get(`${at}?${asked}`));
    if (answer) setFound((before) => ({ ...answer, items: [...(cursor ? before.items : []), ...answer.items] }));
  }

  useEffect(() => { load(); }, [shop.value.id, state]);

  async function set(request, done) {
    const { answer } = await attempt(() => api.put(`${at}/${request.id}`, { done }));
    if (answer && done) offerUndo(t("marked", { title: request.title }), () => set(request, false));
    load();
  }

  const { id, limits } = shop.value;
  return html`
    <div class="stack">
      <section class="card stack">
        <div class="chips" role="group">
          ${["open", "done"].map((key) => html`
            <button type="button" class="chip" key=${key} aria-pressed=${key === state} onClick=${() => setState(key)}>
              ${key === state && html`<${Icon} name="check" size="16" />`} ${t(key)}
            </button>`)}
        </div>
        ${found && !found.items.length && html`<p class="quiet">${t(`none_${state}`)}</p>`}
        <ul class="rows">
          ${found?.items.map((request) => html`<${Request} key=${request.id} request=${request} set=${set} />`)}
        </ul>
        ${found?.next_cursor && html`
          <button type="button" class="button" onClick=${() => load(found.next_cursor)}>${t("more")}</button>`}
        <p><a class="link" href=${`${home.value}/fapiao.xlsx`} download><${Icon} name="download" size="20" /> ${t("xlsx")}</a></p>
      </section>
      <section class="card stack">
        <${SavedField} id="fapiao-days" label=${t("days")} inputmode="numeric" autocomplete="off" field="limits"
          value=${String(limits.fapiao_days ?? 180)} draft=${`${id}:shop:fapiao-days`} wrong=${t("days_bad")}
          check=${(text) => !whole(text) && t("days_bad")}
          save=${(text) => keep({ limits: { ...limits, fapiao_days: Number(text) } })} />
      </section>
    </div>`;
}

function Request({ request, set }) {
  const { currency, time_zone: timeZone } = shop.value;
  const time = new Date(request.paid_at).toLocaleString("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  const whose = request.forgotten_at ? t("forgotten") : [request.tax_number || t("person"), request.email].filter(Boolean).join(" · ");
  return html`
    <li class="person">
      <p><b>${request.title || t("forgotten")}</b><small>${whose}</small><small>${t("about", { ...request, time })}</small>
        ${request.changed && html`<small class="fault">△ ${t("changed", { money: money(request.amount, currency) })}</small>`}</p>
      <b>${money(request.done_amount ?? request.amount, currency, { fixed: true })}</b>
      <button type="button" class="button" onClick=${() => set(request, !request.done_at)} disabled=${Boolean(request.forgotten_at)}>
        ${t(request.done_at ? "reopen" : "mark")}
      </button>
    </li>`;
}
