/** A sheet over the page: closes by its button, Escape or a touch beside it, keeps focus inside, gives it back after. */
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "./icons.js";

const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";

export function Sheet({ title, close, closeLabel, footer, children, className = "" }) {
  const box = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    const page = document.documentElement.style;
    page.overflow = "hidden";
    box.current.focus();
    return () => {
      page.overflow = "";
      if (before && before.isConnected) before.focus();
    };
  }, []);

  function press(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
    if (event.key !== "Tab") return;
    const inside = [...box.current.querySelectorAll(FOCUSABLE)];
    const [first, last] = [inside[0], inside[inside.length - 1]];
    const wrap = event.shiftKey ? document.activeElement === first || document.activeElement === box.current
      : document.activeElement === last;
    if (wrap) {
      event.preventDefault();
      (event.shiftKey ? last : first)?.focus();
    }
  }

  return html`
    <div class="sheet-ground" onClick=${close}></div>
    <section class=${`sheet ${className}`} role="dialog" aria-modal="true" aria-label=${title} tabindex="-1"
      ref=${box} onKeyDown=${press}>
      <header>
        <h2>${title}</h2>
        <button type="button" class="round-button" aria-label=${closeLabel || "关闭 Close"} onClick=${close}>
          <${Icon} name="x" />
        </button>
      </header>
      <div class="content">${children}</div>
      ${footer && html`<footer>${footer}</footer>`}
    </section>`;
}
