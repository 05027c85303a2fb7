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

addEventListener("popstate", (event) => {
  const before = history.state;
  change(event.state?.view || before?.view || "menu", null);
});

function change(nextView, nextSheet) {
  if (view.value === "menu" && nextView !== "menu") menuAt = scrollY;
  batch(() => {
    view.value = nextView;
    sheet.value = nextSheet;
  });
}

/** Opens a page; a sheet that was open is left behind. */
export function go(next) {
  if (next === view.value && !sheet.value) return;
  history[sheet.value ? "replaceState" : "pushState"]({ view: next }, "");
  change(next, null);
}

/** Takes the place of the present page: the back button does not lead here again. */
export function replace(next) {
  history.replaceState({ view: next }, "");
  change(next, null);
}

export function open(what) {
  history[sheet.value ? "replaceState" : "pushState"]({ view: view.value, sheet: what.kind }, "");
  sheet.value = what;
}

export function close() {
  if (!sheet.value) return;
  sheet.value = null;
  history.back();
}

export const back = () => (view.value === "menu" ? undefined : history.back());
