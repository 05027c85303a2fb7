/** Nothing on the pass: said so that it cannot be taken for a broken screen. Never shown while stale. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { fresh, restaurant } from "../store.js";
import { t as board } from "../words.js";
import { cards } from "./state.js";
import { t } from "./words.js";

export function Empty({ stale }) {
  if (stale || !fresh.value) {
    return html`<div class="empty"><p class="big">${board(stale ? "cut_off" : "starting")}</p></div>`;
  }
  return html`
    <div class="empty">
      <${Icon} name="bell" size="96" />
      <p class="big">${t(cards.value.length ? "none_here" : "none")}</p>
      <p class="small"><span class="dot"></span>${board("online")}</p>
      <p class="small quiet">${restaurant.value?.name}</p>
    </div>`;
}
