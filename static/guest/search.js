/** Search by name in either language or by pinyin initials; and the switch for large text. */
import { signal } from "@preact/signals";
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { keep } from "../shared/kept.js";
import { t } from "./words.js";

export const words = signal("");

const clean = (text) => text.trim().toLowerCase().replace(/\s+/g, "");

/** Whether a dish answers to what was typed. */
export function answers(item, typed) {
  const query = clean(typed);
  if (!query) return true;
  return clean(Object.values(item.names).join(" ")).includes(query) || item.initials.includes(query);
}

export function Search({ hidden }) {
  return html`
    <form class="search-row" role="search" hidden=${hidden} onSubmit=${finish}>
      <label class="search">
        <${Icon} name="search" size="20" />
        <span class="unseen">${t("search")}</span>
        <input type="search" enterkeyhint="search" autocomplete="off" placeholder=${t("search")} value=${words.value}
          onInput=${(event) => { words.value = event.target.value; }} />
      </label>
      <button type="button" class="button large-switch" aria-pressed=${String(large.value)} onClick=${switchLarge}>
        ${t("large")}
      </button>
    </form>`;
}

function finish(event) {
  event.preventDefault();
  event.target.querySelector("input").blur();
}

const large = signal(document.documentElement.classList.contains("large"));

/** A cookie, so that the server draws the next page in this size from the first moment. */
function switchLarge() {
  large.value = !large.value;
  document.documentElement.classList.toggle("large", large.value);
  keep("zhuoma:large", large.value ? "1" : "");
  document.cookie = `zhuoma_large=${large.value ? 1 : ""}; path=/; max-age=31536000; samesite=lax`;
}
