/** The "工" layout: a rail of categories linked both ways with one list of dishes. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { CartPanel } from "./cart_panel.js";
import { countOf } from "./cart.js";
import { Dish } from "./dish.js";
import { feeRules } from "./fees.js";
import { answers, words } from "./search.js";
import { menu } from "./table.js";
import { menuScroll } from "./views.js";
import { lang, named, t } from "./words.js";

const here = signal("");

export function Menu({ hidden }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    if (!hidden) scrollTo(0, menuScroll());
  }, [hidden]);
  const sections = found();
  useEffect(() => watch(box.current), [sections.map((each) => each.id).join(), hidden]);
  return html`
    <main class="menu" hidden=${hidden} ref=${box}>
      <div class="menu-columns">
        <nav class="rail" aria-label=${t("categories")}>
          ${sections.map((category) => html`<${RailLink} key=${category.id} category=${category} />`)}
        </nav>
        <div class="list">
          ${sections.map((category, n) => html`<${Section} key=${category.id} category=${category} top=${n === 0} />`)}
          ${!sections.length && html`<p class="nothing">${nothing()}</p>`}
          <${Foot} />
        </div>
        <aside class="docked" aria-label=${t("bar")}><${CartPanel} docked /></aside>
      </div>
    </main>`;
}

function found() {
  const all = menu.value.categories.filter((category) => category.items.length);
  if (!words.value.trim()) return all;
  return all
    .map((category) => ({ ...category, items: category.items.filter((item) => answers(item, words.value)) }))
    .filter((category) => category.items.length);
}

const nothing = () => (words.value.trim() ? t("nothingFound", { words: words.value.trim() }) : t("emptyMenu"));

function RailLink({ category }) {
  const count = category.items.reduce((sum, item) => sum + countOf(item.id).value, 0);
  const current = here.value === category.id;
  return html`
    <a href=${`#c-${category.id}`} class=${current ? "current" : ""} aria-current=${current ? "true" : undefined}
      onClick=${(event) => jump(event, category.id)}>
      <span>${named(category)}</span>
      ${count > 0 && html`<b class="count"><span class="unseen">${t("inCart", { n: "" })}</span>${count}</b>`}
    </a>`;
}

/** The first photos are seen at once; all others wait until somebody scrolls to them. */
function Section({ category, top }) {
  return html`
    <section id=${`c-${category.id}`} aria-labelledby=${`h-${category.id}`}>
      <h2 id=${`h-${category.id}`}>${named(category)}<small>${t("dishCount", { n: category.items.length })}</small></h2>
      <ul>${category.items.map((item, n) => html`<${Dish} key=${item.id} item=${item} seen=${top && n < 4} />`)}</ul>
    </section>`;
}

function Foot() {
  const fees = feeRules();
  return html`
    <p class="foot-note">
      ${fees.length > 0 && html`<span>${fees.join(t("comma"))}</span>`}
      <span lang=${lang.value === "zh" ? "zh-CN" : "en"}>${t("paperMenu")}</span>
    </p>`;
}

/** Links of the rail keep the phone's history clean: back never walks through categories. */
function jump(event, id) {
  event.preventDefault();
  const section = document.getElementById(`c-${id}`);
  section.scrollIntoView();
  requestAnimationFrame(() => {
    section.scrollIntoView(); // rows that were not drawn yet have their true height now
    here.value = id;
  });
  section.querySelector("h2").focus?.();
}

/** One observer tells which section stands under the head; the rail scrolls itself to keep its link in view. */
function watch(box) {
  if (!window.IntersectionObserver || !box) return undefined;
  const visible = new Set();
  const order = [...box.querySelectorAll("section")];
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) visible[entry.isIntersecting ? "add" : "delete"](entry.target);
    const top = order.find((section) => visible.has(section));
    if (top) here.value = top.id.slice(2);
    const link = box.querySelector(".rail .current");
    if (link) keepInView(link);
  }, { rootMargin: "-30% 0px -60% 0px" });
  order.forEach((section) => seen.observe(section));
  return () => seen.disconnect();
}

function keepInView(link) {
  const rail = link.parentElement;
  const [a, b] = [rail.getBoundingClientRect(), link.getBoundingClientRect()];
  if (b.top < a.top) rail.scrollTop -= a.top - b.top + 8;
  else if (b.bottom > a.bottom) rail.scrollTop += b.bottom - a.bottom + 8;
  if (b.left < a.left) rail.scrollLeft -= a.left - b.left + 24;
  else if (b.right > a.right) rail.scrollLeft += b.right - a.right + 24;
}
