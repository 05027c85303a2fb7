/** A new restaurant: its name is enough, everything else has a sensible beginning and can be changed. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { session, signOut } from "../../shared/sign_in.js";
import { api } from "./api.js";
import { createWords, lang } from "../../shared/words.js";
import { inWords } from "./faults.js";
import { Field, Select } from "./fields.js";
import { LanguageSwitch } from "./language.js";
import { choose, founding, loadShops, shops } from "./shops.js";
import { go } from "./route.js";

const t = createWords({
  title: ["开一家店", "Open a restaurant"],
  why: ["先写店名，其余都可以以后改。", "The name is enough; everything else can be changed later."],
  name: ["店名", "Name"],
  name_hint: ["如「青瓷小馆·中山路店」，客人扫码先看到它", "Guests see it first when they scan"],
  name_fault: ["店名要 1 到 60 个字", "1 to 60 characters"],
  address: ["地址（可不填）", "Address (optional)"],
  currency: ["货币", "Currency"],
  begin: ["开始", "Begin"],
  back: ["返回", "Back"],
  leave: ["退出登录", "Sign out"],
});
const CURRENCIES = [
  ["CNY", "¥ 人民币 CNY"],
  ["HKD", "HK$ 港币 HKD"],
  ["TWD", "NT$ 新台币 TWD"],
  ["MYR", "RM Ringgit MYR"],
  ["SGD", "S$ Singapore dollar SGD"],
  ["THB", "฿ Baht THB"],
  ["JPY", "JP¥ 円 JPY"],
  ["USD", "$ US dollar USD"],
  ["EUR", "€ Euro EUR"],
  ["GBP", "£ Pound GBP"],
];

export function Found() {
  const [problem, setProblem] = useState(null);
  const [currency, setCurrency] = useState("CNY");
  const [busy, setBusy] = useState(false);

  async function begin(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    setBusy(true);
    try {
      const made = await api.post("/api/v1/restaurants", {
        name: form.get("name"),
        address: form.get("address") || null,
        currency,
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "Asia/Shanghai",
        languages: lang.value === "zh" ? ["zh", "en"] : ["en", "zh"],
      });
      await loadShops();
      choose(made.id);
      go("today");
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  }

  return html`
    <main class="sign-in">
      <form class="slip" onSubmit=${begin} novalidate>
        <h1>${t("title")}</h1>
        <${LanguageSwitch} />
        <p class="quiet">${t("why")}</p>
        <${Field} id="found-name" name="name" label=${t("name")} hint=${t("name_hint")} maxlength="60"
          autocomplete="organization" fault=${problem?.errors.name && t("name_fault")} />
        <${Field} id="found-address" name="address" label=${t("address")} maxlength="120" autocomplete="street-address" />
        <${Select} id="found-currency" label=${t("currency")} value=${currency} onChange=${setCurrency}
          options=${CURRENCIES} />
        ${problem && !problem.errors.name && html`<p class="notice bad" role="alert">${inWords(problem)}</p>`}
        <button class="button primary" disabled=${busy}>${t("begin")}</button>
        ${shops.value.length > 0
          ? html`<button type="button" class="button quiet" onClick=${() => { founding.value = false; }}>${t("back")}</button>`
          : html`<button type="button" class="button quiet" onClick=${leave}>${session.value.account.email} · ${t("leave")}</button>`}
      </form>
    </main>`;
}

async function leave() {
  try {
    await signOut();
  } finally {
    session.value = null;
    shops.value = undefined;
  }
}
