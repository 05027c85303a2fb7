/** The screen's line to the server: its token, its first board, its streams, and how long nothing was heard. */
import { computed, signal } from "@preact/signals";
import { createApi } from "../shared/api.js";
import { connectLive } from "../shared/live.js";
import { clockTime, hearClock } from "../shared/time.js";
import { lang } from "../shared/words.js";
import { back, isStale, line, noteCaughtUp, tries } from "./contact.js";
import { loadDishes } from "./dishes.js";
import { noteAnswered } from "./floor/acts.js";
import { forgetFloor, putFloor, takeFrame, takeSnapshot } from "./floor/store.js";
import { forgetBoard, keepBoard, recallBoard } from "./keeping.js";
import { forget, keep, kept } from "./prefs.js";
import { chime } from "./sound.js";
import { caughtUp, isExpo, isFloor, put, putBoard, putStation, restaurant, screen, tickets } from "./store.js";
import { news } from "./toast.js";
import { t } from "./words.js";

const TOKEN = "zhuoma:screen";
const RENEW_AFTER = 30 * 24 * 3600 * 1000;
const RETRY = 3000;
const MOST_TOLD = 5;

const held = signal(kept(TOKEN, null)); // {token, since}
export const isPaired = computed(() => held.value !== null);
export const wasLost = signal(false);
export { attempts, back, clockIsOff, isStale, lastContact, noteReturn, silence } from "./contact.js";

export const api = {
  ...createApi({ token: () => held.value?.token, lang: () => lang.value }),
  hasToken: () => held.value !== null,
};

export const at = (time, options) => clockTime(time, { timeZone: restaurant.value?.time_zone, ...options });

export function useToken(token) {
  held.value = { token, since: Date.now() };
  keep(TOKEN, held.value);
  wasLost.value = false;
}

/** From the link that `make run` prints. */
export function takeTokenFromAddress() {
  if (!location.hash.startsWith("#token=")) return;
  const token = location.hash.slice(7);
  history.replaceState(null, "", location.pathname);
  if (token !== held.value?.token) {
    forgetBoard();
    forgetFloor();
    useToken(token);
  }
}

/** The last known board at once, the present one as soon as the server answers. */
export async function begin() {
  if (!held.value) return;
  if (!tickets.value.size) recallBoard();
  try {
    const board = await api.get("/api/v1/kitchen/board", { patience: 8000 });
    hearClock(board.server_time);
    const came = putBoard(board);
    const wasSilent = isStale.peek();
    tries.value = 0;
    connect(board.kind === "floor" ? await readFloor() : board.streams);
    if (wasSilent) arrivedWith(came);
    if (!isFloor.peek()) loadDishes();
    renewIfOld();
  } catch (problem) {
    if (problem.status === 401 || problem.status === 403) refused();
    else {
      tries.value += 1;
      setTimeout(begin, RETRY);
    }
  }
}

/** What the floor shows has a read of its own; where its streams stand. */
async function readFloor() {
  const floor = await api.get("/api/v1/kitchen/floor", { patience: 8000 });
  putFloor(floor);
  return floor.streams;
}

/** Owner gave it other stations or another name: from the beginning, with what is shown left standing. */
function beginAgain() {
  line.value?.close();
  begin();
}

function refused() {
  line.value?.close();
  line.value = null;
  forget(TOKEN);
  forgetBoard();
  forgetFloor();
  wasLost.value = true;
  held.value = null;
}

export const reconnect = () => (line.value ? line.value.reconnect() : begin());

function connect(streams) {
  line.value = connectLive({
    token: held.value.token, api, streams, acknowledges: true,
    onFrame, onSnapshot, onRefused: refused, onStranger: beginAgain, drawn, onDrawn: keepBoard,
  });
}

function onFrame(stream, kind, body) {
  if (kind === "screen.changed" && body.id === screen.value?.id) setTimeout(body.revoked ? refused : beginAgain);
  if (kind === "station.changed") setTimeout(beginAgain);
  if (isFloor.peek()) {
    takeFrame(kind, body, noteAnswered);
    return;
  }
  if (kind === "menu.changed") loadDishes();
  if (!kind.startsWith("ticket.")) return;
  const before = tickets.value.get(body.id);
  const came = put([body]);
  if (came.length) arrivedWith(came);
  else if (kind === "ticket.voided") chime("void");
  else if (before && body.hurried > before.hurried) chime("rush");
}

function onSnapshot(stream, snapshot) {
  if (isFloor.peek()) return takeSnapshot(stream, snapshot);
  if (!stream.startsWith("station:")) return loadDishes();
  const came = putStation(stream.slice(8), [...snapshot.tickets, ...snapshot.held]);
  if (came.length) arrivedWith(came);
  return undefined;
}

/** What came in with the first answers after a silence is shown to have: it may be older than what "new" means. */
function arrivedWith(came) {
  if (!isExpo.value) chime("new", came);
  if (came.length) news.value = came.slice(0, MOST_TOLD).map(({ table }) => t("new_ticket", { table })).join("，");
  if (!back.value || !came.length) return;
  caughtUp.value = new Set([...caughtUp.value, ...came.map((ticket) => ticket.id)]);
  noteCaughtUp(came.length);
}

/** Drawn means that people can see it: in a hidden page nothing is drawn until it is shown again. */
function drawn() {
  return new Promise((done) => {
    const paint = () => requestAnimationFrame(() => setTimeout(done));
    if (document.visibilityState === "visible") paint();
    else {
      addEventListener("visibilitychange", function shownAgain() {
        if (document.visibilityState !== "visible") return;
        removeEventListener("visibilitychange", shownAgain);
        paint();
      });
    }
  });
}

async function renewIfOld() {
  if (Date.now() - held.value.since < RENEW_AFTER) return;
  try {
    useToken((await api.post("/api/v1/screens/token")).screen_token);
    setTimeout(beginAgain);
  } catch (problem) {
    console.info("the token is renewed another day:", problem.code);
  }
}
