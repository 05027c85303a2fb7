/** 打印机: how each does, what it printed, and the way to its sheet. */
import { html } from "htm/preact";
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { clockTime } from "../../shared/time.js";
import { named } from "../../shared/words.js";
import { printersMoved } from "../shell/following.js";
import { manages, shop } from "../shell/shops.js";
import { Slips } from "./slips.js";
import { printers, readPrinters } from "./store.js";
import { t } from "./words.js";

const EVERY = 5000, SOON = 1000; // ms; soon while somebody waits for paper

export function Printers({ stations }) {
  const pace = printers.value?.items.some(printing) ? SOON : EVERY;
  useEffect(() => { readPrinters(); }, [shop.value.id, printersMoved.value]);
  useEffect(() => {
    const timer = setInterval(() => { if (document.visibilityState === "visible") readPrinters(); }, pace);
    return () => clearInterval(timer);
  }, [pace]);
  if (printers.value?.shop !== shop.value.id) return null;
  const { items, slips } = printers.value;
  return html`
    <section class="printers">
      <h2 class="over"><span class="grow">${t("printers")}</span>
        ${manages.value && html`
          <a class="link" href="#kitchen/printer"><${Icon} name="plus" size="20" /> ${t("add")}</a>`}</h2>
      <div class="card">
        ${items.length === 0 && html`<p>${t("none")}</p><p class="quiet">${t("about")}</p>`}
        <ul class="rows">
          ${items.map((printer) => html`
            <li key=${printer.id}>
              <${Linked} to=${printer.id}>
                <${Icon} name="printer" size="22" />
                <span class="grow"><b>${printer.name}</b><small>${about(printer, stations)}</small></span>
                <${State} printer=${printer} />
              <//>
            </li>`)}
        </ul>
      </div>
      ${slips.length > 0 && html`<${Slips} slips=${slips} />`}
    </section>`;
}

function printing({ waiting, last_error: error, policy }) {
  return waiting > 0 && !error && policy !== "off";
}

function about(printer, stations) {
  const { kind, host, path } = printer.connection;
  const names = stations.filter((station) => printer.station_ids.includes(station.id)).map(named);
  if (printer.receipts) names.push(t("receipts"));
  return `${t(printer.policy)} · ${names.join(t("comma"))} · ${host || path || t(kind)}`;
}

/** In words: never a colour alone. */
export function State({ printer }) {
  const { policy, last_error: error, waiting } = printer;
  if (error) {
    return html`
      <span class="health lost"><${Icon} name="alert" size="16" />
        ${waiting ? t("queue", { why: t(error), n: waiting }) : t(error)}</span>`;
  }
  if (policy === "off") return html`<span class="health">${t("is_off")}</span>`;
  if (waiting) return html`<span class="health"><${Icon} name="clock" size="16" /> ${t("waiting_n", { n: waiting })}</span>`;
  if (!printer.last_printed_at) return html`<span class="health">${t("never")}</span>`;
  const time = clockTime(printer.last_printed_at, { timeZone: shop.value.time_zone });
  return html`<span class="health"><${Icon} name="check" size="16" /> ${t("fine", { time })}</span>`;
}

function Linked({ to, children }) {
  if (!manages.value) return html`<span class="row-button row">${children}</span>`;
  return html`<a class="row-button row" href=${`#kitchen/${to}`}>${children}</a>`;
}
