/** What failed so often that a person has to look: what, since when, the last failure in words, and another try. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { ageOf } from "../../shared/time.js";
import { createWords } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home, manages } from "../shell/shops.js";
import { span } from "./words.js";

const t = createWords({
  title: ["{n} 件事一直没办成", "{n} things could not be done"],
  "payment.ask": ["问钱包一笔付款成没成", "Asking a wallet whether a payment came"],
  "refund.send": ["把退款交给钱包", "Giving money back through a wallet"],
  "money.return": ["把多收的钱退回去", "Giving back what came twice"],
  "alipay.sync": ["把订单告诉支付宝", "Telling Alipay of an order"],
  "alipay.reconcile": ["和支付宝对账", "Holding Alipay's bill against ours"],
  "difference.give_back": ["退回对账多出的钱", "Giving back what only Alipay knew"],
  "fapiao.forget": ["删除过期的发票资料", "Deleting old fapiao details"],
  other: ["{kind}", "{kind}"],
  WalletUnreachable: ["钱包没有回话", "the wallet does not answer"],
  Busy: ["数据库忙", "the database was busy"],
  about: ["{time}前停下，试了 {n} 次：{why}", "stopped {time} ago after {n} tries: {why}"],
  again: ["再试一次", "Try again"],
});

export function Stuck({ errands }) {
  return html`
    <section class="alert warn">
      <${Icon} name="alert" />
      <div class="grow">
        <h2>${t("title", { n: errands.length })}</h2>
        ${errands.map((errand) => html`<${One} key=${errand.id} errand=${errand} />`)}
      </div>
    </section>`;
}

function One({ errand }) {
  const known = t(errand.kind) !== errand.kind;
  const about = { time: span(ageOf(errand.since)), n: errand.runs, why: inWords(errand.why) };

  async function again() {
    await attempt(() => api.post(`${home.value}/errands/${errand.id}/again`));
    readDay();
  }

  return html`
    <p class="line">
      <span class="grow"><b>${known ? t(errand.kind) : errand.kind}</b> <small>${t("about", about)}</small></span>
      ${manages.value && html`<button type="button" class="button small" onClick=${again}>${t("again")}</button>`}
    </p>`;
}

/** "WalletUnreachable: …" in the owner's words; what has none is shown as it came. */
function inWords(why) {
  const [name, ...rest] = why.split(": ");
  return t(name) === name ? rest.join(": ") || why : t(name);
}
