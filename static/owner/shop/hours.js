/** When orders are taken, day by day, with breaks; a span may pass midnight. */
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../shared/icons.js";
import { SavedField } from "../shell/autosave.js";
import { Switch } from "../shell/fields.js";
import { attempt } from "../shell/saying.js";
import { shop } from "../shell/shops.js";
import { ChangedMeanwhile, keep } from "./changed.js";
import { t } from "./words.js";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const USUAL = [["10:30", "21:30"]];
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

export function Hours() {
  const { id, hours: saved, day_starts_at: starts } = shop.value;
  const [hours, setHours] = useState(saved);
  const [fault, setFault] = useState("");
  useEffect(() => { setHours(saved); }, [saved]);
  const always = Object.keys(hours).length === 0;

  async function change(next) {
    setHours(next);
    const whole = Object.values(next).every((spans) => spans.every(([from, to]) => CLOCK.test(from) && CLOCK.test(to)));
    setFault(whole ? "" : t("hours_fault"));
    if (whole) await attempt(() => keep({ hours: next }), { retry: () => change(next) });
  }

  const everyDay = (spans) => Object.fromEntries(DAYS.map((day) => [day, spans]));
  return html`
    <div class="card stack">
      <${ChangedMeanwhile} />
      <${Switch} label=${t("always")} hint=${t("always_about")} checked=${always}
        onChange=${(on) => change(on ? {} : everyDay(USUAL))} />
      ${!always && html`
        <ul class="rows">
          ${DAYS.map((day) => html`
            <${Day} key=${day} day=${day} spans=${hours[day] || []} set=${(spans) => change({ ...hours, [day]: spans })}
              all=${() => change(everyDay(hours[day] || []))} />`)}
        </ul>`}
      ${fault && html`<p class="fault" role="alert">△ ${fault}</p>`}
      <${SavedField} id="day-starts" type="time" label=${t("day_starts")} hint=${t("day_starts_hint")} value=${starts}
        draft=${`${id}:shop:day`} field="day_starts_at" wrong=${t("time_fault")}
        check=${(text) => !CLOCK.test(text) && t("time_fault")} save=${(text) => keep({ day_starts_at: text })} />
    </div>`;
}

function Day({ day, spans, set, all }) {
  const name = t(day);
  const open = spans.length > 0;
  const put = (n, side, value) => set(spans.map((span, i) => (i === n ? span.map((old, j) => (j === side ? value : old)) : span)));
  return html`
    <li class="day-hours">
      <label class="check">
        <input type="checkbox" checked=${open} aria-label=${t("day_open", { day: name })}
          onChange=${(event) => set(event.target.checked ? USUAL : [])} />
        <b>${name}</b>
      </label>
      <div class="grow">
        ${!open && html`<p class="quiet">${t("closed_day")}</p>`}
        ${spans.map(([from, to], n) => html`
          <p class="span" key=${n}>
            <input class="input" type="time" value=${from} aria-label=${t("from", { day: name, n: n + 1 })}
              onChange=${(event) => put(n, 0, event.target.value)} />
            <span aria-hidden="true">–</span>
            <input class="input" type="time" value=${to} aria-label=${t("to", { day: name, n: n + 1 })}
              onChange=${(event) => put(n, 1, event.target.value)} />
            ${to <= from && html`<small>${t("past_midnight")}</small>`}
            ${spans.length > 1 && html`
              <button type="button" class="round-button" aria-label=${t("drop_span", { day: name, n: n + 1 })}
                onClick=${() => set(spans.filter((_, i) => i !== n))}><${Icon} name="x" size="18" /></button>`}
          </p>`)}
        ${open && html`
          <p class="line">
            ${spans.length < 4 && html`
              <button type="button" class="link" onClick=${() => set([...spans, ["17:00", "21:30"]])}>${t("add_span")}</button>`}
            ${day === "mon" && html`
              <button type="button" class="link" onClick=${all}>${t("same", { day: name })}</button>`}
          </p>`}
      </div>
    </li>`;
}
