/** Where the person is: `#tables/print` → tab "tables", part "print". The browser's back button works. */
import { computed, signal } from "@preact/signals";

const here = signal(location.hash.slice(1));
addEventListener("hashchange", () => { here.value = location.hash.slice(1); });

export const tab = computed(() => here.value.split("/")[0] || "");
export const part = computed(() => here.value.split("/")[1] || "");

export function go(place) {
  location.hash = place;
}
