/** Taking a screen in: open its page, type its code, say what it shows. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { Sheet } from "../../shared/sheet.js";
import { named } from "../../shared/words.js";
import { api } from "../shell/api.js";
import { inWords } from "../shell/faults.js";
import { Field } from "../shell/fields.js";
import { readDay } from "../shell/following.js";
import { attempt } from "../shell/saying.js";
import { home } from "../shell/shops.js";
import { FitChips } from "./fit_chips.js";
import { kitchen, readKitchen } from "./index.js";
import { StationChips } from "./station_chips.js";
import { t } from "./words.js";

export function Pairing({ close }) {
  const { stations } = kitchen.value;
  const [chosen, setChosen] = useState(stations.filter((s) => s.kind === "cooking").map((s) => s.id));
  const [fit, setFit] = useState({});
  const [faults, setFaults] = useState({});
  const [done, setDone] = useState("");
  const [name, setName] = useState(stations.length === 1 ? `${named(stations[0])}屏` : "");

  async function connect(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const code = form.get("code").replace(/[\s-]/g, "").toUpperCase();
    const found = {
      ...(/^[A-Z0-9]{8}$/.test(code) ? {} : { code: t("code_fault") }),
      ...(name.trim() ? {} : { name: t("name_fault") }),
      ...(chosen.length ? {} : { stations: t("stations_fault") }),
    };
    setFaults(found);
    if (Object.keys(found).length) return;
    const body = { pairing_code: code, name: name.trim(), station_ids: chosen, layout: fit };
    const { answer, problem } = await attempt(() => api.post(`${home.value}/screens`, body), { quiet: true });
    if (problem) {
      setFaults({ code: inWords(problem) });
      return;
    }
    setDone(answer.name);
    readKitchen();
    readDay();
  }

  if (done) {
    return html`
      <${Sheet} title=${t("pair")} close=${close}>
        <p class="notice good" role="status"><${Icon} name="check" /> ${t("connected", { name: done })}</p>
      <//>`;
  }
  return html`
    <${Sheet} title=${t("pair")} close=${close} footer=${html`
      <button form="pair" class="button primary wide">${t("connect")}</button>`}>
      <form id="pair" class="stack" onSubmit=${connect} novalidate>
        <p class="quiet">${t("pair_how")}</p>
        <ol class="steps">
          <li>${t("step_open")}<p class="copy"><code>${location.host}/kitchen</code></p></li>
          <li>${t("step_code")}
            <${Field} id="code" name="code" label=${t("code")} maxlength="12" autocomplete="off" autocapitalize="characters"
              spellcheck="false" class="pairing-code" fault=${faults.code} /></li>
          <li>${t("step_what")}
            <${Field} id="screen-name" name="name" label=${t("name")} maxlength="40" autocomplete="off"
              value=${name} onInput=${(event) => setName(event.target.value)} fault=${faults.name} />
            <${StationChips} stations=${stations} chosen=${chosen} set=${setChosen} fault=${faults.stations} /></li>
          <li>${t("step_fit")}<${FitChips} fit=${fit} set=${setFit} /></li>
        </ol>
      </form>
    <//>`;
}
