/** A tip where the owner takes one: never chosen before the guest does, and kept apart from the bill. */
import { computed, signal } from "@preact/signals";
import { html } from "htm/preact";
import { parseMoney } from "../shared/money.js";
import { quote, toPay, way } from "./sharing.js";
import { currency, price } from "./table.js";
import { t } from "./words.js";

/** Of what is offered: its place in the list, "custom", or null. */
const chosen = signal(null);
const typed = signal("");

const offers = computed(() => quote.value?.tips || null);
/** A part of all that is due, or of the share: the server has counted both. */
const costs = (choice) => (way.value === "whole" ? choice.of_all : choice.amount);

export const tip = computed(() => {
  if (!offers.value || chosen.value === null) return 0;
  if (chosen.value === "custom") return Math.min(parseMoney(typed.value, currency) || 0, toPay.value);
  const choice = offers.value.choices[chosen.value];
  return choice ? costs(choice) : 0;
});

export function Tip() {
  const told = offers.value;
  if (!told || toPay.value <= 0) return null;
  const flip = (key) => { chosen.value = chosen.value === key ? null : key; };
  const choice = (key, text) => html`
    <button type="button" class="choice" key=${key} aria-pressed=${String(chosen.value === key)} onClick=${() => flip(key)}>${text}</button>`;
  return html`
    <section class="shares tips" aria-labelledby="tips-title">
      <h2 id="tips-title">${t("tipTitle")} <small>${t("tipOptional")}</small></h2>
      <div class="choices" role="group" aria-labelledby="tips-title">
        ${told.choices.map((each, n) => costs(each) > 0
          && choice(n, each.rate ? `${percent(each.rate)} · ${price(costs(each))}` : price(costs(each))))}
        ${told.custom && choice("custom", t("other"))}
      </div>
      ${chosen.value === "custom" && html`
        <label class="amount"><span>${t("tipHow")}</span>
          <input inputmode="decimal" autocomplete="off" value=${typed.value} onInput=${(event) => { typed.value = event.target.value; }} /></label>`}
    </section>`;
}

const percent = (rate) => `${Number((Number(rate) * 100).toFixed(4))}%`;
