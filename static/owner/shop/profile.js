/** Name, address, languages. */
import { html } from "htm/preact";
import { SavedField } from "../shell/autosave.js";
import { Select } from "../shell/fields.js";
import { shop } from "../shell/shops.js";
import { ChangedMeanwhile, keep, keepNow } from "./changed.js";
import { t } from "./words.js";

const LANGUAGES = { zh_en: ["zh", "en"], zh: ["zh"], en_zh: ["en", "zh"], en: ["en"] };

export function Profile() {
  const { id, name, address, phone, languages, currency, time_zone: zone } = shop.value;
  const draft = (field) => `${id}:shop:${field}`;
  const spoken = Object.keys(LANGUAGES).find((key) => LANGUAGES[key].join() === languages.join()) || "";
  return html`
    <div class="card stack">
      <${ChangedMeanwhile} />
      <${SavedField} id="shop-name" label=${t("name")} hint=${t("name_hint")} value=${name} maxlength="60"
        draft=${draft("name")} field="name" wrong=${t("name_fault")} check=${(text) => !text.trim() && t("name_fault")}
        save=${(text) => keep({ name: text.trim() })} />
      <${SavedField} id="shop-address" label=${t("address")} value=${address || ""} maxlength="120" draft=${draft("address")}
        field="address" wrong=${t("address_fault")} autocomplete="street-address"
        save=${(text) => keep({ address: text.trim() || null })} />
      <${SavedField} id="shop-phone" label=${t("phone")} type="tel" value=${phone || ""} maxlength="30" draft=${draft("phone")}
        field="phone" wrong=${t("phone_fault")} check=${(text) => !/^[0-9+() -]{0,30}$/.test(text) && t("phone_fault")}
        save=${(text) => keep({ phone: text.trim() || null })} />
      <${Select} id="shop-languages" label=${t("languages")} value=${spoken}
        onChange=${(key) => LANGUAGES[key] && keepNow({ languages: LANGUAGES[key] })}
        options=${[...(spoken ? [] : [["", languages.join(", ")]]), ...Object.keys(LANGUAGES).map((key) => [key, t(key)])]} />
      <${SavedField} id="shop-zone" label=${t("zone")} value=${zone} draft=${draft("zone")} field="time_zone"
        wrong=${t("zone_fault")} autocomplete="off" save=${(text) => keep({ time_zone: text.trim() })} />
      <p><small>${t("currency")}</small><br />${currency}<br /><small>${t("currency_about")}</small></p>
    </div>`;
}
