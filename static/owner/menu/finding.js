/** Finding dishes: by name or initials, and those that still lack something. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { dishes, stateOf } from "./store.js";
import { t } from "./words.js";

/** `lack`: "", "en", "image" or "sold_out". */
export const wanted = signal({ text: "", lack: "" });

const LACKS = {
  en: (dish) => !dish.names.en,
  image: (dish) => !dish.image_url,
  sold_out: (dish) => stateOf(dish) === "off",
};

export function matches(dish) {
  const { text, lack } = wanted.value;
  if (lack && !LACKS[lack](dish)) return false;
  const asked = text.trim().toLowerCase();
  return !asked || dish.initials.includes(asked) || Object.values(dish.names).some((name) => name.toLowerCase().includes(asked));
}

export function Finder() {
  return html`
    <div class="finder">
      <${Icon} name="search" size="20" />
      <input type="search" aria-label=${t("search")} placeholder=${t("search")} value=${wanted.value.text}
        onInput=${(event) => { wanted.value = { ...wanted.value, text: event.target.value }; }} />
    </div>`;
}

export function Wanting() {
  const count = (lack) => dishes.value.filter(LACKS[lack]).length;
  const button = (lack, text) => {
    const n = count(lack);
    const pressed = wanted.value.lack === lack;
    if (!n && !pressed) return html`<span class="quiet">${t(text, { n })}</span>`;
    return html`
      <button type="button" class="link" aria-pressed=${pressed}
        onClick=${() => { wanted.value = { text: "", lack: pressed ? "" : lack }; }}>
        ${pressed ? t("all") : t(text, { n })}
      </button>`;
  };
  return html`
    <p class="line wanting">
      <span class="quiet">${t("to_mend")}</span>
      ${button("en", "missing_en")} ${button("image", "missing_image")} ${button("sold_out", "sold_out")}
    </p>`;
}
