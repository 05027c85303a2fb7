/** The head of menu and status: which table, which restaurant, who is here; language and help at the same place always. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { Banner } from "./banner.js";
import { useHeight } from "./height.js";
import { Search } from "./search.js";
import { show } from "./say.js";
import { guests, restaurant, speak, tableLabel, visit } from "./table.js";
import { open, view } from "./views.js";
import { lang, t } from "./words.js";

export function Header() {
  const box = useHeight("--head");
  const slim = view.value === "confirm" || view.value === "bill" || view.value === "receipt";
  return html`
    <header class=${`head${view.value === "status" ? " plain" : ""}`} hidden=${slim} ref=${box}>
      <div class="head-row">
        <button type="button" class="table-block" aria-label=${t("table", { table: tableLabel.value })}
          onClick=${() => open({ kind: "people" })}>${tableLabel.value}</button>
        <button type="button" class="where" onClick=${() => open({ kind: "people" })}>
          <h1>${restaurant.value.name}</h1>
          <span class="here">${here()}<${Icon} name="right" size="14" /></span>
        </button>
        <button type="button" class="tongue" lang=${lang.value === "zh" ? "en" : "zh-CN"} aria-label=${t("switchLanguage")}
          onClick=${changeLanguage}>${t("otherLanguage")}</button>
        <${Help} />
      </div>
      <${Search} hidden=${view.value !== "menu"} />
      <${Banner} />
    </header>`;
}

/** 找服务员: the same corner on every page. */
export function Help() {
  return html`
    <button type="button" class="help" onClick=${() => open({ kind: "call" })}>
      <${Icon} name="bell" size="22" /><span>${t("getPerson")}</span>
    </button>`;
}

function here() {
  if (!visit.value) return t("noLogin");
  const phones = guests.value.filter((guest) => guest.mark !== "staff").length;
  return visit.value.covers ? t("peoplePhones", { n: visit.value.covers, m: phones }) : t("phonesOnly", { m: phones });
}

async function changeLanguage() {
  const at = scrollY;
  try {
    await speak(lang.value === "zh" ? "en" : "zh");
  } catch (problem) {
    show(t("noAnswer"), { error: true });
  }
  requestAnimationFrame(() => scrollTo(0, at));
}
