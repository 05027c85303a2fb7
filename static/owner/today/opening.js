/** The first six steps. They tick themselves; only the current one is open. The seal waits, dashed, until all are done. */
import { computed, signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { api } from "../shell/api.js";
import { createWords, named } from "../../shared/words.js";
import { accountOpen } from "../shell/account.js";
import { attempt } from "../shell/saying.js";
import { home, manages, shop } from "../shell/shops.js";
import { Alarms } from "./alarms.js";
import { OpeningSeal } from "./seal.js";

const t = createWords({
  later: ["以后再说", "Later"],
  done_close: ["收起", "Put away"],
  left: ["开张还差 {n} 步", "{n} {n|step|steps} to open"],
  opened: ["开张了", "You are open"],
  opened_about: ["第一单已经出餐，客人现在就可以扫码点菜", "The first order went through; guests can scan and order now"],
  about: ["大约 {n} 分钟，随时自动保存", "About {n} minutes; saved as you go"],
  line: ["开张还差 {n} 步", "{n} {n|step|steps} to open"],
  go_on: ["继续", "Go on"],
  steps: ["开张的六步", "Six steps"],
  step_done: ["已完成", "done"],
  me: ["换店、语言、退出", "Restaurants, language, sign out"],

  profile: ["门店资料", "The restaurant"],
  profile_about: ["{name}", "{name}"],
  menu: ["菜单 {n} 道", "Menu, {n} dishes"],
  menu_todo: ["放上菜单", "The menu"],
  menu_about: ["{n} 道没有图片，可以后补", "{n} without a picture; that may wait"],
  menu_whole: ["每道都有图片", "every dish has a picture"],
  menu_how: ["把菜名和价格粘贴进来，一行一道，至少 3 道", "Paste names and prices, one dish a line; at least 3"],
  menu_do: ["粘贴导入", "Paste the menu"],
  menu_other: ["手动添加", "Add by hand"],
  tables: ["桌台 {n} 张", "{n} tables"],
  tables_todo: ["摆好桌台", "The tables"],
  tables_about: ["每张有自己的桌码", "each has its own code"],
  tables_how: ["写 A01-A12 就是十二张", "A01-A12 makes twelve"],
  tables_do: ["加桌台", "Add tables"],
  codes: ["桌码已打印", "Codes printed"],
  codes_todo: ["打印桌码", "Print the table codes"],
  codes_about: ["贴好后拿手机扫一扫", "once they stick, scan one"],
  codes_how: ["普通 A4 纸，{n} 张桌，裁开贴桌上", "Plain A4 for {n} tables; cut and stick"],
  codes_do: ["去打印", "Print"],
  screen: ["厨房屏 {n} 块", "{n} kitchen screens"],
  screen_todo: ["连接厨房屏", "Pair a kitchen screen"],
  screen_about: ["下单后几秒就到", "orders arrive within seconds"],
  screen_how: ["旧平板或电视都可以，输入屏上的码", "An old tablet or a TV will do; type the code it shows"],
  screen_do: ["去连接", "Pair"],
  unseen: ["{names} 没有屏也没有打印机，送到那里的单没人看得到", "No screen and no printer for {names}: nobody sees what is sent there"],
  comma: ["、", ", "],
  trial: ["试过一单", "A first order went through"],
  trial_todo: ["试一单", "Try an order"],
  trial_about: ["从扫码到出餐都通了", "from scan to kitchen"],
  trial_how: ["用手机扫一张桌码，点一道菜，厨房屏出餐就开张", "Scan a table code, order one dish, bump it on the screen"],
  trial_do: ["打开一张桌码", "Open a table's page"],

  optional: ["可选", "Optional"],
  optional_list: ["菜品图片 · 英文菜名 · 店员账号 · 费用、税、小费", "Pictures · English names · staff accounts · fees"],
  optional_why: ["都不影响开张", "none of it keeps you from opening"],
});
const MINUTES = { profile: 1, menu: 4, tables: 1, codes: 2, screen: 2, trial: 2 };
const PLACES = { profile: "shop", menu: "menu/import", tables: "tables/add", codes: "tables/print", screen: "kitchen/pair" };

/** OpeningOut, or null. */
export const opening = signal(null);
/** Put away by hand; it comes back by the line on the day's page. */
export const showsOpening = computed(() => (
  manages.value && opening.value !== null && opening.value.shop === shop.value?.id && !opening.value.put_off_at
));

export async function readOpening() {
  const id = shop.value.id;
  const { answer } = await attempt(() => api.get(`${home.value}/opening`), { quiet: true });
  if (answer) opening.value = { ...answer, shop: id };
}

async function putOff(value) {
  await attempt(() => api.put(`${home.value}/opening`, { put_off: value }));
  await readOpening();
}

/** For the day's page, while steps are left. */
export function openingLine() {
  const known = opening.value;
  if (!known || !known.left || known.shop !== shop.value.id) return null;
  return html`
    <p class="notice info line">
      <span class="grow">${t("line", { n: known.left })}</span>
      <button type="button" class="link" onClick=${() => putOff(false)}>${t("go_on")}</button>
    </p>`;
}

export function Opening() {
  const { steps, left, optional, unseen } = opening.value;
  const current = steps.find((step) => !step.done)?.key;
  const minutes = steps.filter((step) => !step.done).reduce((sum, step) => sum + MINUTES[step.key], 0);
  return html`
    <header class="head">
      <h1>${shop.value.name}</h1>
      <span class="space"></span>
      <button type="button" class="link" onClick=${() => putOff(true)}>${t(left ? "later" : "done_close")}</button>
      <button type="button" class="round-button me" aria-label=${t("me")} onClick=${() => { accountOpen.value = true; }}>
        <${Icon} name="users" />
      </button>
    </header>
    <${Alarms} />
    <section class="slip opening">
      <div class="top">
        <h2>${left ? t("left", { n: left }) : t("opened")}</h2>
        <p class="quiet">${left ? t("about", { n: minutes }) : t("opened_about")}</p>
        <${OpeningSeal} stamped=${!left} />
        <div class="progress" role="img" aria-label=${`${steps.length - left} / ${steps.length}`}>
          ${steps.map((step, n) => html`<span key=${step.key} data-done=${n < steps.length - left}></span>`)}
        </div>
      </div>
      <hr />
      <ol aria-label=${t("steps")}>
        ${steps.map((step, n) => html`
          <${Step} key=${step.key} step=${step} number=${n + 1} current=${step.key === current} steps=${steps}
            optional=${optional} unseen=${unseen} />`)}
      </ol>
    </section>
    <p class="optional"><span>${t("optional")}</span><i>${t("optional_list")}</i><i>${t("optional_why")}</i></p>`;
}

function Step({ step, number, current, steps, optional, unseen }) {
  const about = step.done ? doneAbout(step, optional) : t(`${step.key}_how`, { n: countOf(steps, "tables") });
  return html`
    <li class="step" data-done=${step.done} data-current=${current}>
      <span class="tick" aria-hidden="true">${step.done ? html`<${Icon} name="check" size="18" />` : number}</span>
      <div class="grow">
        <h3>${step.done ? t(step.key, { n: step.count }) : t(`${step.key}_todo`)}
          ${step.done && html`<span class="unseen"> ${t("step_done")}</span>`}</h3>
        <p class="quiet">${about}</p>
        ${step.key === "screen" && step.done && unseen.length > 0 && html`
          <p class="notice warn"><${Icon} name="alert" size="18" /> ${t("unseen", { names: unseen.map(named).join(t("comma")) })}</p>`}
        ${current && html`<${Doing} step=${step} />`}
      </div>
      ${!current && step.key !== "trial" && html`
        <a class="round-button" href=${`#${PLACES[step.key]}`} aria-label=${t(`${step.key}_todo`)}>
          <${Icon} name="right" size="20" />
        </a>`}
    </li>`;
}

function Doing({ step }) {
  if (step.key === "trial") return html`<${Trial} />`;
  return html`
    <div class="pair">
      <a class="button primary" href=${`#${PLACES[step.key]}`}>
        ${step.key === "codes" && html`<${Icon} name="printer" size="20" />`} ${t(`${step.key}_do`)}
      </a>
      ${step.key === "menu" && html`<a class="button" href="#menu/new">${t("menu_other")}</a>`}
    </div>`;
}

/** A link beside the real scan, for who has only one device at hand. */
function Trial() {
  async function open() {
    const { answer } = await attempt(() => api.get(`${home.value}/tables`));
    if (answer?.items[0]?.url) window.open(answer.items[0].url, "_blank", "noopener");
  }
  return html`
    <div class="pair">
      <button type="button" class="button primary" onClick=${open}><${Icon} name="qr" size="20" /> ${t("trial_do")}</button>
    </div>`;
}

function doneAbout(step, optional) {
  if (step.key === "profile") return shop.value.address || t("profile_about", { name: shop.value.name });
  if (step.key === "menu") return optional.without_image ? t("menu_about", { n: optional.without_image }) : t("menu_whole");
  return t(`${step.key}_about`);
}

const countOf = (steps, key) => steps.find((step) => step.key === key).count;
