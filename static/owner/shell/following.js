/** The day as it happens: read again every five seconds and whenever the restaurant's stream says that something moved. */
import { signal } from "@preact/signals";
import { connectLive } from "../../shared/live.js";
import { session } from "../../shared/sign_in.js";
import { api } from "./api.js";
import { hearClock } from "../../shared/time.js";
import { home, loadShops, role, shop } from "./shops.js";

const EVERY = 5000;

/** TodayOut, or null while nothing is known. */
export const day = signal(null);
/** Whether the server answered last time. */
export const reachable = signal(true);
/** Grows with every change of the menu, wherever it was made. */
export const menuMoved = signal(0);
/** Grows with every change of a screen. */
export const screensMoved = signal(0);
/** Grows when a printer is in trouble, is well again, or was changed. */
export const printersMoved = signal(0);

/** `{id, done, total}` of a print sheet that is being drawn. */
export const sheetProgress = signal(null);

let reading = null;

export function readDay() {
  if (role.value === "cook") return Promise.resolve();
  reading = reading || look().finally(() => { reading = null; });
  return reading;
}

async function look() {
  const asked = shop.value?.id;
  try {
    const answer = await api.get(`${home.value}/today`);
    if (shop.value?.id !== asked) return;
    day.value = answer;
    reachable.value = true;
    hearClock(answer.server_time);
  } catch (problem) {
    if (problem.status === 401) session.value = null;
    else if (!problem.status) reachable.value = false;
  }
}

/** Follows one restaurant until the returned function is called. */
export function follow(id) {
  day.value = null;
  readDay();
  const timer = setInterval(() => { if (document.visibilityState === "visible") readDay(); }, EVERY);
  const names = [`restaurant:${id}`, `restaurant:${id}/menu`];
  const live = connectLive({
    api,
    streams: Object.fromEntries(names.map((name) => [name, { epoch: -1, seq: 0 }])),
    onFrame: (stream, kind, body) => { if (names.includes(stream)) hear(kind, body); },
    onSnapshot: () => {},
    onRefused: () => {},
  });
  return () => {
    clearInterval(timer);
    live.close();
  };
}

function hear(kind, body) {
  if (kind === "sheet.progress") {
    sheetProgress.value = body;
    return;
  }
  if (kind === "menu.changed") menuMoved.value += 1;
  else if (kind === "screen.changed") screensMoved.value += 1;
  else if (kind === "printer.changed") printersMoved.value += 1;
  else if (kind === "restaurant.changed") loadShops();
  readDay();
}
