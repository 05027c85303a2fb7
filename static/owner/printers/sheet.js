/** One printer: how it is reached, what it prints and when; its test slip; taking it away. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { newKey } from "../../shared/api.js";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { StationChips } from "../kitchen/station_chips.js";
import { api } from "../shell/api.js";
import { ask } from "../shell/confirm.js";
import { faultOf, inWords } from "../shell/faults.js";
import { Choices, Field, Select, Switch } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { connectionOf, ConnectionFields, faultsOf } from "./connection.js";
import { State } from "./index.js";
import { readPrinters } from "./store.js";
import { t } from "./words.js";

const FRESH = {
  name: "", connection: { kind: "network" }, policy: "fallback", width: 80, encoding: "gb18030", language: "zh",
  max_age_seconds: 900, copies: 1, cut: true, beep: true, hurries: false, receipts: false,
};
const POLICIES = ["fallback", "always", "off"];
const AGES = [300, 900, 1800, 3600];
const OWN = { host: "host_fault", port: "port_fault", path: "path_fault", kind: "local_fault" };

/** The server's refusal beside the fields that it names. */
function refused(problem) {
  const named = Object.keys(OWN).filter((name) => faultOf(problem, `connection.${name}`));
  return named.length ? Object.fromEntries(named.map((name) => [name, t(OWN[name])])) : { whole: inWords(problem) };
}

export function PrinterSheet({ printer, stations, close }) {
  const cooking = stations.filter((station) => station.kind === "cooking");
  const [set, setSet] = useState({ station_ids: cooking.map((station) => station.id), ...FRESH, ...printer });
  const [kind, setKind] = useState(set.connection.kind);
  const [faults, setFaults] = useState({});
  const [tested, setTested] = useState(0);
  const change = (name) => (value) => setSet({ ...set, [name]: value });
  const number = (name) => (value) => setSet({ ...set, [name]: Number(value) });

  async function save(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const name = form.get("name").trim();
    const found = {
      ...faultsOf(kind, form), ...(name ? {} : { name: t("name_fault") }),
      ...(set.station_ids.length || set.receipts ? {} : { stations: t("stations_fault") }),
    };
    setFaults(found);
    if (Object.keys(found).length) return;
    const body = { name, station_ids: set.station_ids, connection: connectionOf(kind, form) };
    for (const each of Object.keys(FRESH)) if (!(each in body)) body[each] = set[each];
    const at = `${home.value}/printers`;
    const { problem } = await attempt(
      () => (printer ? api.patch(`${at}/${printer.id}`, body) : api.post(at, body)), { quiet: true },
    );
    if (problem) setFaults(refused(problem));
    else {
      await readPrinters();
      close();
    }
  }

  async function test() {
    await attempt(() => api.post(`${home.value}/printers/${printer.id}/test`, { request_id: newKey() }));
    setTested(tested + 1);
    readPrinters();
  }

  async function remove() {
    const sure = await ask({
      title: t("remove_title", printer), text: t("remove_text", { n: printer.waiting }), yes: t("remove_yes"),
    });
    if (!sure) return;
    const { problem } = await attempt(() => api.del(`${home.value}/printers/${printer.id}`));
    await readPrinters();
    if (!problem) close();
  }

  const picture = printer && `${home.value}/printers/${printer.id}/preview.png?${printer.width}${printer.language}`;
  return html`
    <${Sheet} title=${printer ? printer.name : t("add")} close=${close} footer=${html`
      <button form="printer" class="button primary wide">${t("save")}</button>`}>
      ${printer && html`
        <p class="line"><span class="grow"><${State} printer=${printer} /></span>
          <button type="button" class="button" onClick=${test}><${Icon} name="printer" size="18" /> ${t("test")}</button></p>
        ${tested > 0 && html`<p class="notice good" role="status" key=${tested}>${t("tested")}</p>`}`}
      <form id="printer" class="stack" onSubmit=${save} novalidate>
        <${Field} id="printer-name" name="name" label=${t("name")} maxlength="40" autocomplete="off" defaultValue=${set.name}
          fault=${faults.name} />
        <${ConnectionFields} kind=${kind} setKind=${setKind} connection=${set.connection} faults=${faults} />
        <${StationChips} legend=${t("stations")} stations=${cooking} chosen=${set.station_ids}
          set=${change("station_ids")} fault=${faults.stations} />
        <${Choices} name="policy" legend=${t("policy")} value=${set.policy} onChange=${change("policy")}
          options=${POLICIES.map((key) => [key, t(key), t(`${key}_about`)])} />
        <div class="printer-fields">
          <${Select} id="printer-width" label=${t("width")} value=${String(set.width)} onChange=${number("width")}
            options=${[58, 80].map((n) => [String(n), t("mm", { n })])} />
          <${Select} id="printer-encoding" label=${t("encoding")} value=${set.encoding} onChange=${change("encoding")}
            options=${["gb18030", "raster"].map((key) => [key, t(key)])} />
          <${Select} id="printer-language" label=${t("language")} value=${set.language} onChange=${change("language")}
            options=${["zh", "en", "both"].map((key) => [key, t(key)])} />
          <${Select} id="printer-copies" label=${t("copies")} value=${String(set.copies)} onChange=${number("copies")}
            options=${[1, 2, 3].map((n) => [String(n), String(n)])} />
          <${Select} id="printer-age" label=${t("max_age")} value=${String(set.max_age_seconds)}
            onChange=${number("max_age_seconds")} options=${[...new Set([...AGES, set.max_age_seconds])]
              .map((n) => [String(n), t("minutes", { n: Math.round(n / 60) })])} />
        </div>
        <div>
          ${["receipts", "cut", "beep", "hurries"].map((key) => html`
            <${Switch} key=${key} label=${t(key)} checked=${set[key]} onChange=${change(key)} />`)}
        </div>
        ${faults.whole && html`<p class="fault" role="alert">△ ${faults.whole}</p>`}
      </form>
      ${printer && html`
        <figure class="slip-preview">
          <figcaption>${t("preview")}</figcaption>
          <img src=${picture} alt=${t("preview")} loading="lazy" />
        </figure>
        <button type="button" class="button danger" onClick=${remove}>${t("remove")}</button>`}
    <//>`;
}
