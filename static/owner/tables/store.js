/** Tables by area, and which of them are chosen for printing. */
import { computed, signal } from "@preact/signals";
import { api } from "../shell/api.js";
import { named } from "../../shared/words.js";
import { attempt } from "../shell/saying.js";
import { home, shop } from "../shell/shops.js";
import { t } from "./words.js";

/** `{shop, tables, areas}` or null. */
export const room = signal(null);
/** Ids that were taken out of the print; new tables are in until somebody takes them out. */
export const leftOut = signal(new Set());
export const chosen = computed(() => (room.value?.tables || []).filter((table) => !leftOut.value.has(table.id)));

export async function readRoom() {
  const id = shop.value.id;
  const { answer } = await attempt(
    () => Promise.all([api.get(`${home.value}/tables`), api.get(`${home.value}/areas`)]),
    { quiet: Boolean(room.value), retry: readRoom },
  );
  if (answer && id === shop.value?.id) room.value = { shop: id, tables: answer[0].items, areas: answer[1].items };
}

/** `[{area, tables}]`: the areas in their order, then the tables without one. */
export function byArea() {
  const { tables, areas } = room.value;
  const groups = areas.map((area) => ({ area, name: named(area), tables: tables.filter((x) => x.area_id === area.id) }));
  const rest = tables.filter((x) => !x.area_id);
  return rest.length ? [...groups, { area: null, name: areas.length ? t("elsewhere") : "", tables: rest }] : groups;
}

export const isRenamed = (table) => Boolean(table.printed_label) && table.printed_label !== table.label;

export function toggle(ids, on) {
  const next = new Set(leftOut.value);
  for (const id of ids) {
    if (on) next.delete(id);
    else next.add(id);
  }
  leftOut.value = next;
}

/** "A01–A05 · 包厢1" for a list of labels. */
export const spans = (labels) => runs(labels).map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(" · ");

/** The same as the server reads it: "A01-A05,包厢1". */
export const asked = (labels) => runs(labels).map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(",");

function runs(labels) {
  const parts = [];
  let run = null;
  for (const label of labels) {
    const [, head, digits] = label.match(/^(.*?)(\d*)$/);
    if (run && digits && head === run.head && Number(digits) === run.last + 1 && digits.length === run.width) {
      run.last += 1;
      run.end = label;
    } else {
      run = { head, last: Number(digits), width: digits.length, start: label, end: label };
      parts.push(run);
    }
  }
  return parts.map((each) => [each.start, each.end]);
}
