/** What every page of the portal shares: the month, the programme, which page is open, and how answers are fetched. */
import { computed, signal } from "@preact/signals";
import { api } from "../../shared/sign_in.js";
import { lang } from "../../shared/words.js";

const ZONE = "Asia/Shanghai";
const MONTHS = 13;

export const month = signal("");
export const programme = signal("");
export const about = signal(null);
export const page = signal(location.hash.slice(1) || "/");

addEventListener("hashchange", () => {
  page.value = location.hash.slice(1) || "/";
  scrollTo(0, 0);
});

export const go = (where) => { location.hash = where; };

/** The months until now, the present one first. */
export const months = computed(() => {
  const [year, number] = thisMonth().split("-").map(Number);
  return Array.from({ length: MONTHS }, (_, n) => new Date(Date.UTC(year, number - 1 - n, 1)).toISOString().slice(0, 7));
});

const kept = new Map();

/**
 * One question of a page: `{data, fault, old, ask(path)}`. Old answers stay readable while the network is away, with the
 * time at which they were given; a slower answer to an earlier question is dropped.
 */
export function question() {
  const data = signal(null);
  const fault = signal("");
  const old = signal("");
  let asked = "";

  async function ask(path, { keep = false } = {}) {
    asked = path;
    fault.value = "";
    if (!keep) data.value = null;
    try {
      const answer = await api.get(path);
      if (asked !== path) return;
      kept.set(path, { answer, at: new Date().toISOString() });
      old.value = "";
      data.value = answer;
    } catch (problem) {
      if (asked !== path) return;
      const before = problem.status ? null : kept.get(path);
      if (before) {
        old.value = before.at;
        data.value = before.answer;
      } else {
        fault.value = problem.message || problem.code;
      }
    }
  }

  return { data, fault, old, ask, again: () => ask(asked) };
}

/** `?a=1&b=2` of what is set. */
export function query(values) {
  const set = Object.entries(values).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return set.length ? `?${new URLSearchParams(set)}` : "";
}

/** "07-22 23:59" where the programmes are at home. */
export function moment(at) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-GB", {
    month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: ZONE,
  }).formatToParts(new Date(at)).map((p) => [p.type, p.value]));
  return `${parts.month}-${parts.day} ${parts.hour}:${parts.minute}`;
}

export const dayOf = (at) => moment(at).slice(0, 5);

/** A thing's `text` or `how` in the person's language. */
export const said = (thing, name = "text") => (lang.value === "zh" ? thing[name] : thing[`${name}_en`]) || "";
export const title = (names) => names[lang.value] || names.zh;

/** "2026-07" → 2026 年 7 月 / July 2026 */
export function monthName(which, language = lang.value) {
  const at = new Date(`${which}-15T12:00:00Z`);
  return language === "zh"
    ? `${which.slice(0, 4)} 年 ${Number(which.slice(5))} 月`
    : at.toLocaleDateString("en", { month: "long", year: "numeric", timeZone: "UTC" });
}

function thisMonth() {
  return new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", timeZone: ZONE }).format(new Date()).slice(0, 7);
}
