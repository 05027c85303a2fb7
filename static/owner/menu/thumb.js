/** A dish's picture, or the place where one would be. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { t } from "./words.js";

export function Thumb({ dish }) {
  if (dish.image_url) return html`<img class="thumb" src=${dish.image_url} alt="" width="40" height="40" loading="lazy" />`;
  return html`<span class="thumb none" title=${t("no_image")}><${Icon} name="image" size="20" /></span>`;
}
