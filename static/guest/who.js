/** Who is who at the table: an object on a disc of its own colour. No photo, no name that anybody has to give. */
import { html } from "htm/preact";
import { Icon } from "../shared/icons.js";
import { me, person } from "./table.js";
import { t } from "./words.js";

const HUES = ["cup", "lotus", "sticks", "spoon"];
const MARKS = ["cup", "lotus", "sticks", "spoon", "pot", "bowl", "ginger", "chili", "bean", "leaf", "rice", "star", "staff"];

export function Mark({ who, size = 26 }) {
  const mark = MARKS.includes(who?.mark) ? who.mark : "cup";
  const hue = HUES[MARKS.indexOf(mark) % HUES.length];
  return html`<span class=${`mark ${hue}`}><${Icon} name=${mark} size=${Math.round(size * 0.65)} /></span>`;
}

export function Who({ who }) {
  const now = person(who);
  return html`
    <span class="who"><${Mark} who=${now} /><b>${now?.nickname}</b>
      ${me.value && now?.id === me.value.id && html`<span class="me">${t("me")}</span>`}
    </span>`;
}
