/** Which table this is, how many eat, which phones take part, and what this one is called. */
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Sheet } from "../shared/sheet.js";
import { CoverChoices } from "./covers.js";
import { api } from "./phone.js";
import { show } from "./say.js";
import { guests, me, restaurant, tableLabel, takeState, visit } from "./table.js";
import { close } from "./views.js";
import { Who } from "./who.js";
import { t } from "./words.js";

const MOST = 12;

export function People() {
  const phones = guests.value.filter((guest) => guest.mark !== "staff");
  const shown = phones.slice(0, MOST);
  return html`
    <${Sheet} title=${t("peopleTitle", { table: tableLabel.value })} close=${close} closeLabel=${t("close")} className="people-sheet">
      <p class="hint">${restaurant.value.name} · ${t("wrongTable")}</p>
      ${visit.value && html`<h3>${t("coversTitle")}</h3><${CoverChoices} />`}
      ${phones.length > 0 && html`<h3>${t("whoIsHere")}</h3>`}
      <ul class="phones">
        ${shown.map((guest) => html`<li key=${guest.id}><${Who} who=${guest} /></li>`)}
        ${phones.length > MOST && html`<li>${t("andMore", { n: phones.length - MOST })}</li>`}
      </ul>
      ${me.value && html`<${Rename} />`}
    </${Sheet}>`;
}

function Rename() {
  const [name, write] = useState(me.value.nickname);
  async function save(event) {
    event.preventDefault();
    try {
      takeState(await api.put("/api/v1/visit/nickname", { nickname: name.trim() }));
    } catch (problem) {
      show(problem.status ? problem.message : t("noAnswer"), { error: true });
    }
  }
  return html`
    <form class="rename" onSubmit=${save}>
      <label for="nickname">${t("newName")}</label>
      <div class="gate-row"><input id="nickname" class="input" maxlength="20" autocomplete="off" value=${name}
        onInput=${(event) => write(event.target.value)} />
        <button class="button" disabled=${!name.trim() || name.trim() === me.value.nickname}>${t("save")}</button></div>
    </form>`;
}
