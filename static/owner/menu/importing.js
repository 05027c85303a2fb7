/** Bringing a menu in: pasted text or a file. First a look at what would happen, then it happens. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { api } from "../shell/api.js";
import { createWords, lang } from "../../shared/words.js";
import { Field, Select } from "../shell/fields.js";
import { inWords } from "../shell/faults.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { readMenu } from "./store.js";

const t = createWords({
  title: ["导入菜单", "Import a menu"],
  paste: ["粘贴，一行一道，价格在最后", "Paste: one dish a line, its price at the end"],
  example: ["热菜\n宫保鸡丁 38\n鱼香肉丝 32\n凉菜\n拍黄瓜 12.50", "Mains\nKung Pao Chicken 38\nMapo Tofu 28"],
  file: ["或选一个文件（Excel、CSV、JSON）", "Or choose a file (Excel, CSV, JSON)"],
  language: ["菜名是什么语言", "Language of the names"],
  look: ["先看看", "Look first"],
  looking: ["正在看…", "Looking…"],
  back: ["回去改", "Back"],
  preview: ["还没有保存。确认后是这样：", "Nothing is saved yet. It would become:"],
  created: ["新增 {n} 道", "{n} new"],
  updated: ["更新 {n} 道", "{n} changed"],
  unchanged: ["不变 {n} 道", "{n} as they are"],
  refused: ["{n} 行不能用，其余照常导入", "{n} lines cannot be used; the others come in"],
  mended: ["{n} 处已修整", "{n} mended"],
  apply: ["导入 {n} 道", "Import {n}"],
  nothing: ["没有要改的", "Nothing to change"],
  where: ["哪一行", "Where"],
  why: ["为什么", "Why"],
  done: ["已导入 {n} 道。", "{n} dishes came in."],
  close: ["看菜单", "See the menu"],
  more: ["还有 {n} 条", "{n} more"],
  whole: ["价格以文件里的为准；已下单的不变。", "The file's prices count; sent orders stay."],
  zh: ["中文", "Chinese"],
  en: ["英文", "English"],
});
const TYPES = {
  csv: "text/csv",
  json: "application/json",
  txt: "text/plain",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const LISTED = 50;

export function Importing({ close }) {
  const kept = `zhuoma:draft:${shop.value.id}:import`;
  const [text, setText] = useState(() => localStorage.getItem(kept) || "");
  const [language, setLanguage] = useState(shop.value.languages[0] === "en" ? "en" : "zh");
  const [source, setSource] = useState(null);
  const [report, setReport] = useState(null);
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(null);

  function type(event) {
    setText(event.target.value);
    localStorage.setItem(kept, event.target.value);
  }

  async function run(from, dry) {
    setBusy(true);
    const query = new URLSearchParams({ language, ...(dry ? { dry_run: 1 } : {}) });
    const { answer, problem } = await attempt(
      () => api[dry ? "ask" : "post"](`${home.value}/menu/import?${query}`, from.data, { type: from.type }), { quiet: true },
    );
    setBusy(false);
    setFault(problem ? inWords(problem) : "");
    return answer;
  }

  async function look(from) {
    const answer = await run(from, true);
    setSource(from);
    setReport(answer || null);
  }

  function choose(event) {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    const ending = file.name.split(".").pop().toLowerCase();
    look({ data: file, type: TYPES[ending] || file.type || "application/octet-stream" });
  }

  async function apply() {
    const answer = await run(source, false);
    if (!answer) return;
    localStorage.removeItem(kept);
    setDone(answer.created + answer.updated);
    readMenu();
  }

  const n = report ? report.created + report.updated : 0;
  const footer = done !== null
    ? html`<button type="button" class="button primary wide" onClick=${close}>${t("close")}</button>`
    : report
      ? html`
        <div class="pair">
          <button type="button" class="button" onClick=${() => setReport(null)}>${t("back")}</button>
          <button type="button" class="button primary" disabled=${busy || !n} onClick=${apply}>
            ${n ? t("apply", { n }) : t("nothing")}
          </button>
        </div>`
      : html`
        <button type="button" class="button primary wide" disabled=${busy || !text.trim()}
          onClick=${() => look({ data: text, type: "text/plain" })}>${t(busy ? "looking" : "look")}</button>`;
  return html`
    <${Sheet} title=${t("title")} close=${close} footer=${footer} className="importing">
      ${fault && html`<p class="notice bad" role="alert">${fault}</p>`}
      ${done !== null
        ? html`<p class="notice good" role="status"><${Icon} name="check" /> ${t("done", { n: done })}</p>`
        : report
          ? html`<${Report} report=${report} />`
          : html`
            <div class="stack">
              <${Field} id="paste" label=${t("paste")} control=${(tied) => html`
                <textarea rows="10" ...${tied} value=${text} placeholder=${t("example")} onInput=${type}></textarea>`} />
              <div class="two">
                <${Field} id="import-file" label=${t("file")} control=${(tied) => html`
                  <input type="file" ...${tied} accept=".csv,.xlsx,.json,.txt" onChange=${choose} />`} />
                <${Select} id="import-language" label=${t("language")} value=${language} onChange=${setLanguage}
                  options=${[["zh", t("zh")], ["en", t("en")]]} />
              </div>
              <p class="hint">${t("whole")}</p>
            </div>`}
    <//>`;
}

function Report({ report }) {
  return html`
    <div class="stack" lang=${lang.value}>
      <p class="quiet">${t("preview")}</p>
      <ul class="counts">
        ${["created", "updated", "unchanged"].map((key) => html`<li key=${key}><b>${t(key, { n: report[key] })}</b></li>`)}
      </ul>
      ${report.refused.length > 0 && html`
        <section class="alert bad"><${Icon} name="alert" />
          <div><h2>${t("refused", { n: report.refused.length })}</h2><${Listed} rows=${report.refused} /></div>
        </section>`}
      ${report.mended.length > 0 && html`
        <details class="more">
          <summary>${t("mended", { n: report.mended.length })}</summary><${Listed} rows=${report.mended} />
        </details>`}
    </div>`;
}

function Listed({ rows }) {
  return html`
    <table class="listed">
      <thead><tr><th scope="col">${t("where")}</th><th scope="col">${t("why")}</th></tr></thead>
      <tbody>
        ${rows.slice(0, LISTED).map((row, n) => html`<tr key=${n}><td>${row.where}</td><td>${row.text}</td></tr>`)}
      </tbody>
    </table>
    ${rows.length > LISTED && html`<p class="quiet">${t("more", { n: rows.length - LISTED })}</p>`}`;
}
