/** A sheet over the page: closes by its button, Escape or a touch beside it, keeps focus inside, gives it back after. */
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icons.js";

const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";
const open = []; // the topmost sheet has the keyboard

/** `heading` may stand in for the plain title; `title` is what the sheet is called either way. */
export function Sheet({ title, heading, close, closeLabel, footer, children, className = "" }) {
  const box = useRef(null);
  const closing = useRef(close);
  closing.current = close;
  useEffect(() => {
    const before = document.activeElement;
    const page = document.documentElement.style;
    page.overflow = "hidden";
    box.current.focus();
    open.push(box);
    document.addEventListener("keydown", press);
    return () => {
      document.removeEventListener("keydown", press);
      open.splice(open.indexOf(box), 1);
      if (!open.length) page.overflow = "";
      if (before && before.isConnected) before.focus();
    };
  }, []);

  // On the document: a button that was disabled by its own press has left the focus outside.
  function press(event) {
    if (open[open.length - 1] !== box) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      closing.current();
    }
    if (event.key !== "Tab") return;
    const inside = [...box.current.querySelectorAll(FOCUSABLE)];
    const [first, last] = [inside[0], inside[inside.length - 1]];
    const at = document.activeElement;
    const lost = !box.current.contains(at) || at === box.current;
    if (lost || at === (event.shiftKey ? first : last)) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  }

  return html`
    <div class="sheet-ground" onClick=${close}></div>
    <section class=${`sheet ${className}`} role="dialog" aria-modal="true" aria-label=${title} tabindex="-1" ref=${box}>
      <header>
        ${heading || html`<h2>${title}</h2>`}
        <button type="button" class="round-button" aria-label=${closeLabel || "关闭 Close"} onClick=${close}>
          <${Icon} name="x" />
        </button>
      </header>
      <div class="content">${children}</div>
      ${footer && html`<footer>${footer}</footer>`}
    </section>`;
}
