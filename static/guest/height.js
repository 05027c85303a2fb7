/** Heights that other parts stand clear of, however tall the text makes them: `--head` and `--bar` on the page. */
import { useEffect, useRef } from "preact/hooks";

const HUGE = 14; // letters in a line; below it a sheet scrolls as a whole
const MOST = 0.34; // of the screen; a head that is taller scrolls away with the page

function told(name, height) {
  const page = document.documentElement;
  const tall = name === "--head" && height > innerHeight * MOST;
  if (name === "--head") {
    page.classList.toggle("tall", tall);
    page.classList.toggle("huge", innerWidth / parseFloat(getComputedStyle(page).fontSize) < HUGE);
  }
  page.style.setProperty(name, `${tall ? 0 : height}px`);
}

export function useHeight(name) {
  const box = useRef(null);
  useEffect(() => {
    const part = box.current;
    const tell = () => told(name, part.offsetHeight);
    if (!window.ResizeObserver) {
      tell();
      return undefined;
    }
    const watching = new ResizeObserver(tell);
    watching.observe(part);
    return () => watching.disconnect();
  }, []);
  return box;
}
