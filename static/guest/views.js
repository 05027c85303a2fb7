/** Which page and which sheet is open. Each step is in the phone's history, so its back button goes one step back. */
import { batch, signal } from "@preact/signals";

/** "menu", "confirm", "status", "bill" or "receipt". */
export const view = signal("menu");
/** null or `{kind, …}`. */
export const sheet = signal(null);

let menuAt = 0;
export const menuScroll = () => menuAt;

history.scrollRestoration = "manual";
history.replaceState({ view: "menu" }, "");

/** The browser goes back later than it is asked to: a step taken meanwhile would be thrown away, so it waits. */
let returning = false;
const waiting = [];

function step(work) {
  if (returning) waiting.push(work);
  else work();
}

function goOn() {
  returning = false;
  while (waiting.length && !returning) waiting.shift()();
}

addEventListener("popstate", (event) => {
  change(event.state?.view || "menu", null);
  goOn();
});
addEventListener("pageshow", (event) => { if (event.persisted) goOn(); }); // the page was left before it had gone back

function change(nextView, nextSheet) {
  if (view.value === "menu" && nextView !== "menu") menuAt = scrollY;
  batch(() => {
    view.value = nextView;
    sheet.value = nextSheet;
  });
}

/** Opens a page; a sheet that was open is left behind. */
export const go = (next) => step(() => {
  if (next === view.value && !sheet.value) return;
  history[sheet.value ? "replaceState" : "pushState"]({ view: next }, "");
  change(next, null);
});

/** Takes the place of the present page: the back button does not lead here again. Only the menu always stays below. */
export const replace = (next) => step(() => {
  history[view.value === "menu" && !sheet.value ? "pushState" : "replaceState"]({ view: next }, "");
  change(next, null);
});

export const open = (what) => step(() => {
  history[sheet.value ? "replaceState" : "pushState"]({ view: view.value, sheet: what.kind }, "");
  sheet.value = what;
});

export const close = () => step(() => {
  if (!sheet.value) return;
  sheet.value = null;
  goBack();
});

export const back = () => step(() => { if (view.value !== "menu") goBack(); });

function goBack() {
  returning = true;
  history.back();
}
