/** The foot of a page: paper with a punched upper edge, fixed over what scrolls. */
import { html } from "htm/preact";
import { useHeight } from "./height.js";

/** `className` begins with a space; `above` lies over the paper's edge; `column` stacks buttons of the whole width. */
export function Paper({ above, column = false, className = "", children }) {
  const box = useHeight("--bar");
  return html`
    <footer class=${`bar${className}`} ref=${box}>
      ${above}
      <div class=${`bar-paper${column ? " column" : ""}`}>${children}</div>
    </footer>`;
}
