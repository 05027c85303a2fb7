/** Printers that somebody must look at, and the tickets that are on no paper because of them. */
import { html } from "htm/preact";
import { Icon } from "../../shared/icons.js";
import { t as printing } from "../printers/words.js";
import { manages } from "../shell/shops.js";
import { t } from "./words.js";

export function Printers({ printers }) {
  return html`
    <section class="alert warn">
      <${Icon} name="printer" />
      <div>
        ${printers.map((printer) => html`<${Trouble} key=${printer.id} printer=${printer} />`)}
        <p>${t("printer_then")}</p>
      </div>
      ${manages.value && html`<a class="link" href=${`#kitchen/${printers[0].id}`}>${t("look_at")}</a>`}
    </section>`;
}

function Trouble({ printer }) {
  const { name, error, waiting, too_old: old } = printer;
  const why = [
    error && (waiting ? printing("queue", { why: printing(error), n: waiting }) : printing(error)),
    old.length > 0 && t("too_old", { n: old.length }),
  ].filter(Boolean).join(t("comma"));
  return html`
    <h2>${t("printer", { name, why })}</h2>
    ${old.length > 0 && html`<p>${old.join(" · ")}</p>`}`;
}
