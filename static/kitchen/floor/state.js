/** What the floor shows: oldest calls first, bills with what they owe, dishes by order, what was just done in place. */
import { computed, effect } from "@preact/signals";
import { chime } from "../sound.js";
import { fresh, isFloor, second, touchedAt } from "../store.js";
import { acts, alarms, bills, calls, left, ready } from "./store.js";
import { closeUp } from "./acts.js";

const AGAIN = 30000;
const byTime = (a, b) => a.made_at.localeCompare(b.made_at) || a.id.localeCompare(b.id);
const gaps = computed(() => [...left.value].map(([key, gap]) => ({ key, ...gap })));

/** Tapped here, or by somebody else a moment ago. */
const goneCalls = computed(() => new Map(gaps.value.filter((gap) => gap.call).map((gap) => [gap.call.id, gap])));
const tapped = computed(() => new Set(acts.value.map((act) => act.call).filter(Boolean)));

/** `[{call, gap?}]`, oldest first. A wish to hurry is the kitchen's to answer. */
const rows = computed(() => {
  const open = [...calls.value.values()].filter((call) => (
    call.kind !== "rush" && !goneCalls.value.has(call.id) && !tapped.value.has(call.id)));
  const going = [...goneCalls.value.values()].filter((gap) => gap.call.kind !== "rush")
    .map((gap) => ({ ...gap.call, gap }));
  return [...open, ...going].sort(byTime);
});
export const callRows = computed(() => rows.value.filter((row) => row.kind !== "bill"));
export const billRows = computed(() => rows.value.filter((row) => row.kind === "bill")
  .map((row) => ({ ...row, bill: bills.value.get(row.visit_id) })));

const servedLines = computed(() => new Set([
  ...acts.value.map((act) => act.line),
  ...gaps.value.flatMap((gap) => (gap.lines || []).map((line) => line.id)),
].filter(Boolean)));

/** `[{…card, lines, gaps}]`: what can be carried, the longest waiting first; what was just served can be taken back. */
export const cards = computed(() => {
  const known = new Map(ready.value);
  for (const { card } of gaps.value) if (card && !known.has(card.id)) known.set(card.id, { ...card, lines: [] });
  return [...known.values()].map((card) => ({
    ...card,
    lines: card.lines.filter((line) => !servedLines.value.has(line.id)),
    gaps: gaps.value.filter((gap) => gap.card?.id === card.id),
  })).filter((card) => card.lines.length || card.gaps.length)
    .sort((a, b) => (a.since || "").localeCompare(b.since || "") || a.id.localeCompare(b.id));
});

export const standing = computed(() => [...alarms.value.values()]);
export const counts = computed(() => ({
  c: callRows.value.filter((row) => !row.gap).length,
  b: billRows.value.filter((row) => !row.gap).length,
  r: cards.value.filter((card) => card.lines.length).length,
}));

effect(() => { if (second.value && left.peek().size) closeUp(); });

/** One chime a burst for each kind of news. */
function announce(ids, kind) {
  let before = null;
  effect(() => {
    const now = ids.value;
    if (!isFloor.value) return;
    if (before && fresh.value && now.some((id) => !before.has(id))) chime(kind);
    before = new Set(now);
  });
}
const open = computed(() => rows.value.filter((row) => !row.gap));
announce(computed(() => open.value.map((row) => row.id)), "call");
announce(computed(() => [...ready.value.keys()]), "ready");
announce(computed(() => [...alarms.value.keys()]), "late");

/** Again every half minute until anybody touches the screen. */
const unseen = computed(() => isFloor.value && (standing.value.length > 0
  || open.value.some((row) => Date.parse(row.made_at) > touchedAt.value)));
effect(() => {
  if (!unseen.value) return undefined;
  const timer = setInterval(() => chime(standing.peek().length ? "late" : "call"), AGAIN);
  return () => clearInterval(timer);
});
