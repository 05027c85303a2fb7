/** The print sheet: four layouts, its first page as it will be printed, and the whole drawn and read back by the server. */
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { newKey, Problem } from "../../shared/api.js";
import { Icon } from "../../shared/icons.js";
import { api } from "../shell/api.js";
import { inWords } from "../shell/faults.js";
import { sheetProgress } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { readOpening } from "../today/opening.js";
import { LAYOUTS, LayoutPicture } from "./layouts.js";
import { asked, chosen, readRoom, room } from "./store.js";
import { t } from "./words.js";

const PATIENCE = 180000;
const PAUSE = 400;

/** What the server is asked for: nothing named means every table. */
function queryOf(labels, more) {
  const all = labels.length === room.value.tables.length;
  return new URLSearchParams({ ...more, ...(all ? {} : { labels: asked(labels) }) });
}

export function PrintSheet() {
  const [layout, setLayout] = useState("sticker_6");
  const [sizes, setSizes] = useState(null);
  const [making, setMaking] = useState(null);
  const [checked, setChecked] = useState("");
  const labels = chosen.value.map((table) => table.label);
  const wanted = JSON.stringify([layout, labels, chosen.value.map((table) => table.version)]);
  const size = sizes?.layouts.find((each) => each.name === layout);

  useEffect(() => {
    if (!labels.length) return;
    attempt(() => api.get(`${home.value}/codes?${queryOf(labels)}`), { quiet: true })
      .then(({ answer }) => { if (answer) setSizes(answer); });
  }, [wanted]);

  async function download() {
    const id = newKey();
    setMaking({ id });
    try {
      save(await fetched(`${home.value}/codes.pdf?${queryOf(labels, { layout, sheet_id: id })}`), `codes-${layout}.pdf`);
      setMaking(null);
      setChecked(wanted);
      readRoom();
      readOpening();
    } catch (problem) {
      if (problem.status === undefined) throw problem;
      setMaking({ problem });
    }
  }

  const busy = making && !making.problem;
  return html`
    <section class="printing" aria-label=${t("sheet_title")}>
      <header class="head">
        <a class="round-button only-phone" href="#tables" aria-label=${t("title")}><${Icon} name="left" /></a>
        <h2>${t("sheet_title")}</h2>
        <p class="about">${size ? t("sheet_about", { n: labels.length, pages: size.pages }) : ""}</p>
        <span class="space"></span>
        <a class="button small" download href=${`${home.value}/codes.zip?${queryOf(labels, { format: "svg" })}`}
          aria-disabled=${labels.length ? undefined : "true"}>
          <${Icon} name="download" size="20" /> ${t("zip")}
        </a>
        <button type="button" class="button primary small" disabled=${!labels.length || busy} onClick=${download}>
          <${Icon} name="printer" size="20" /> ${t("download")}
        </button>
      </header>
      <fieldset class="layouts">
        <legend class="unseen">${t("layout")}</legend>
        ${Object.keys(LAYOUTS).map((key) => html`
          <label key=${key} data-chosen=${key === layout}>
            <input class="unseen" type="radio" name="layout" checked=${key === layout} onChange=${() => setLayout(key)} />
            <${LayoutPicture} layout=${key} />
            <span><b>${t(key)}</b><small>${t(`${key}_size`)}</small></span>
          </label>`)}
      </fieldset>
      ${busy && html`<${Progress} id=${making.id} n=${labels.length} />`}
      ${making?.problem && html`<p class="notice bad" role="alert">${t("failed")}: ${inWords(making.problem)}</p>`}
      <div class="desk">
        ${labels.length
          ? html`<${Page} key=${wanted} layout=${layout} labels=${labels} />`
          : html`<p class="card quiet">${t("choose_first")}</p>`}
        <${OnEach} size=${size} long=${sizes?.too_long} checked=${checked === wanted} n=${labels.length} />
      </div>
    </section>`;
}

function Progress({ id, n }) {
  const known = sheetProgress.value?.id === id ? sheetProgress.value : { done: 0 };
  return html`
    <p class="notice info" role="status">
      <span class="turning" aria-hidden="true"></span>${t("drawing", { done: known.done, n })}
    </p>
    <progress class="unseen" max=${n} value=${known.done}></progress>`;
}

/** The first page, asked for a moment after the last change, so that choosing ten tables draws once. */
function Page({ layout, labels }) {
  const [state, setState] = useState({});
  const made = useRef("");
  useEffect(() => {
    let over = false;
    const timer = setTimeout(async () => {
      try {
        const blob = await fetched(`${home.value}/codes.png?${queryOf(labels, { layout })}`);
        if (over) return;
        made.current = URL.createObjectURL(blob);
        setState({ url: made.current });
      } catch (problem) {
        if (problem.status === undefined) throw problem;
        if (!over) setState({ problem });
      }
    }, PAUSE);
    return () => {
      over = true;
      clearTimeout(timer);
      URL.revokeObjectURL(made.current);
    };
  }, []);
  if (state.url) return html`<img class="paper" src=${state.url} alt=${`${t("preview")}: ${labels.join(" ")}`} />`;
  return html`
    <div class="paper drawn" aria-busy=${!state.problem}>
      <${LayoutPicture} layout=${layout} labels=${labels} large=${true} />
      <p class="drawing" role="status">
        ${state.problem ? `${t("failed")}: ${inWords(state.problem)}`
          : html`<span class="turning" aria-hidden="true"></span>${t("looking")}`}
      </p>
    </div>`;
}

async function fetched(path) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  let answer;
  try {
    answer = await fetch(path, { signal: stop.signal });
  } catch (error) {
    throw new Problem(0, { code: "offline", detail: String(error) });
  } finally {
    clearTimeout(timer);
  }
  if (!answer.ok) throw new Problem(answer.status, await answer.json());
  return answer.blob();
}

function save(blob, name) {
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}

function OnEach({ size, long, checked, n }) {
  return html`
    <aside class="on-each">
      <h3>${t("on_each")}</h3>
      <ul>
        ${["on_label", "on_url", "on_paper", "on_human"].map((key) => html`
          <li key=${key}><${Icon} name="check" size="18" /> ${t(key)}</li>`)}
      </ul>
      ${checked && html`<p class="checked" role="status"><b><${Icon} name="check" size="20" /> ${t("checked", { n })}</b></p>`}
      ${size && html`<p class="quiet">${t("measure", { code: size.code_mm, module: size.module_mm, scan: size.scan_cm })}</p>`}
      ${long && html`<p class="notice warn">${t("too_long")}</p>`}
      <p class="quiet">${t("checked_about")}</p>
    </aside>`;
}
