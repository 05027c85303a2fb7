/** When guests pay and who may order, each with its consequence. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { SavedField } from "../shell/autosave.js";
import { Choices } from "../shell/fields.js";
import { shop } from "../shell/shops.js";
import { ChangedMeanwhile, keep, keepNow } from "./changed.js";
import { t } from "./words.js";

const MODES = ["pay_after", "pay_first"];
const DARK = ["tell", "hold"];
const COURSES = ["off", "by_hand", "when_ready"];
const GATES = ["open", "first_order_waits", "staff_opens", "pin"];
const told = (keys, kind = "") => keys.map((key) => [key, t(kind + key), t(`${kind}${key}_about`)]);

export function Service() {
  const { id, service_mode: mode, courses, gate, gate_pin: pin, when_kitchen_dark: dark } = shop.value;
  const [wantsPin, setWantsPin] = useState(false);
  const shown = wantsPin ? "pin" : gate;

  function choose(key) {
    setWantsPin(key === "pin" && !pin);
    if (key !== "pin" || pin) keepNow({ gate: key });
  }

  async function savePin(text) {
    await keep({ gate: "pin", gate_pin: text.trim() });
    setWantsPin(false);
  }

  return html`
    <div class="card stack">
      <${ChangedMeanwhile} />
      <${Choices} name="mode" legend=${t("mode")} options=${told(MODES)} value=${mode}
        onChange=${(key) => keepNow({ service_mode: key })} />
      <${Choices} name="gate" legend=${t("gate")} options=${told(GATES)} value=${shown} onChange=${choose} />
      ${shown === "pin" && html`
        <${SavedField} id="gate-pin" label=${t("pin_label")} hint=${wantsPin ? t("pin_first") : undefined} value=${pin || ""}
          inputmode="numeric" autocomplete="off" maxlength="6" draft=${`${id}:shop:pin`} field="gate_pin" wrong=${t("pin_fault")}
          check=${(text) => !/^\d{4,6}$/.test(text.trim()) && t("pin_fault")} save=${savePin} />`}
      <${Choices} name="courses" legend=${t("courses")} options=${told(COURSES, "courses_")} value=${courses}
        onChange=${(key) => keepNow({ courses: key })} />
      <${Choices} name="dark" legend=${t("dark")} options=${told(DARK)} value=${dark}
        onChange=${(key) => keepNow({ when_kitchen_dark: key })} />
    </div>`;
}
