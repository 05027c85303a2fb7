/** The head of a page over the menu: back, what it is, and help in its corner. It takes the focus when it opens. */
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../shared/icons.js";
import { Help } from "./header.js";
import { back } from "./views.js";
import { t } from "./words.js";

export function PageHead({ title, aside }) {
  const heading = useRef(null);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current.focus({ preventScroll: true });
  }, []);
  return html`
    <header class="page-head">
      <button type="button" class="round-button" aria-label=${t("back")} onClick=${back}><${Icon} name="left" /></button>
      <h1 tabindex="-1" ref=${heading}>${title}</h1>
      ${aside && html`<span class="aside">${aside}</span>`}
      <${Help} />
    </header>`;
}
