/** 服务商: who asks to show this restaurant's paid orders to a platform; agreed to, or not, and taken back at any time. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { createWords, lang } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { ask } from "../shell/confirm.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";

const t = createWords({
  about: ["服务商替您向平台申请点餐奖励，需要看到已付订单的时间、金额和是否计入。看不到客人是谁，也看不到菜单和营业设置。",
    "A service provider claims the platform's ordering reward for you and has to see when orders were paid, how much, and whether they count. It never sees who ate, your menu or your settings."],
  none: ["没有服务商邀请您", "No provider has asked"],
  number: ["门店号（服务商邀请时要用）", "Restaurant id (a provider needs it to invite you)"],
  asked: ["{date} 邀请，等您答复", "asked {date}, waits for you"],
  active: ["{date} 起参加", "taking part since {date}"],
  declined: ["没有同意", "Declined"],
  ended: ["{date} 已结束", "ended {date}"],
  accept: ["同意", "Agree"],
  decline: ["不同意", "Decline"],
  end: ["结束", "End it"],
  sure_title: ["结束和 {provider} 的「{title}」？", "End {title} with {provider}?"],
  sure_text: ["以后的订单不再计入奖励，它也看不到这里的订单了。之前的账不变。", "Later orders earn nothing and it no longer sees your orders. What was booked stays."],
});

export function Providers() {
  const [found, setFound] = useState(null);
  const at = `${home.value}/enrolments`;

  async function load() {
    const { answer } = await attempt(() => api.get(at));
    if (answer) setFound(answer.items);
  }
  useEffect(() => { load(); }, [shop.value.id]);

  async function say(enrolment, answer) {
    await attempt(() => api.post(`${at}/${enrolment.id}/${answer}`));
    load();
  }

  async function end(enrolment) {
    const title = enrolment.title[lang.value] || enrolment.title.zh;
    const sure = await ask({ title: t("sure_title", { provider: enrolment.provider, title }), text: t("sure_text"), yes: t("end") });
    if (sure) say(enrolment, "decline");
  }

  return html`
    <div class="card stack">
      <p class="quiet">${t("about")}</p>
      ${found?.length === 0 && html`<p>${t("none")}</p>`}
      <ul class="rows">
        ${found?.map((enrolment) => html`
          <li key=${enrolment.id} class="row">
            <span class="grow"><b>${enrolment.provider}</b><br />
              <small>${enrolment.title[lang.value] || enrolment.title.zh} · ${standing(enrolment)}</small></span>
            ${enrolment.state === "active" ? html`
              <button type="button" class="button small danger" onClick=${() => end(enrolment)}>${t("end")}</button>`
    : html`
              <button type="button" class="button small" onClick=${() => say(enrolment, "accept")}>
                <${Icon} name="check" size="16" />${t("accept")}</button>
              ${enrolment.state === "asked" && html`
                <button type="button" class="button small" onClick=${() => say(enrolment, "decline")}>${t("decline")}</button>`}`}
          </li>`)}
      </ul>
      <p class="quiet">${t("number")}<br /><code>${shop.value.id}</code></p>
    </div>`;
}

function standing(enrolment) {
  const date = (at) => new Date(at).toLocaleDateString(lang.value === "zh" ? "zh-CN" : "en-GB");
  if (enrolment.ended_at) return t("ended", { date: date(enrolment.ended_at) });
  if (enrolment.state === "active") return t("active", { date: date(enrolment.since) });
  return enrolment.state === "asked" ? t("asked", { date: date(enrolment.asked_at) }) : t("declined");
}
