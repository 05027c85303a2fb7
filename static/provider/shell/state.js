/** What the provider's page knows: the month, the overview, and which page is open (it stands in the address). */
import { computed, signal } from "@preact/signals";
import { api } from "../shared/sign_in.js";
import { lang } from "../shared/words.js";

const ZONE = "Asia/Shanghai";

export const month = signal("");
export const overview = signal(null);
export const fault = signal("");
export const programme = signal("");
export const page = signal(location.hash.slice(1) || "/");

addEventListener("hashchange", () => { page.value = location.hash.slice(1) || "/"; scrollTo(0, 0); });

/** The twelve months until now. */
export const months = computed(() => {
  const [year, number] = thisMonth().split("-").map(Number);
  return Array.from({ length: 12 }, (_, n) => new Date(Date.UTC(year, number - 1 - n, 1)).toISOString().slice(0, 7));
});

export const programmes = computed(() => {
  const found = new Map();
  for (const item of overview.value?.items || []) found.set(item.programme, item);
  // What can still be met comes first.
  const over = (code) => overview.value.items.every((i) => i.programme !== code || i.state === "not_eligible");
  return [...found.values()].sort((a, b) => over(a.programme) - over(b.programme) || b.programme.localeCompare(a.programme));
});

export const shownProgramme = computed(() => programme.value || programmes.value[0]?.programme || "");
export const items = computed(() => (overview.value?.items || []).filter((i) => i.programme === shownProgramme.value));

export async function load() {
  fault.value = "";
  try {
    const found = await api.get(`/api/v1/provider/restaurants${month.value ? `?month=${month.value}` : ""}`);
    month.value = found.month;
    overview.value = found;
  } catch (problem) {
    fault.value = problem.message || problem.code;
  }
}

export function choose(chosen) {
  month.value = chosen;
  overview.value = null;
  load();
}

/** "07-22 23:59" where the programmes are at home. */
export function moment(at) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-GB", {
    month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: ZONE,
  }).formatToParts(new Date(at)).map((p) => [p.type, p.value]));
  return `${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}

export const dayOf = (at) => moment(at).slice(0, 5);
export const said = (thing) => (lang.value === "zh" ? thing.text : thing.text_en);
export const title = (names) => names[lang.value] || names.zh;

function thisMonth() {
  return new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", timeZone: ZONE }).format(new Date()).slice(0, 7);
}
