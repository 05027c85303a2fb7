/** From the scan to a live table: sits down, reads the state, listens; and what to tell when others act. */
import { forget, recall } from "../shared/kept.js";
import { connectLive } from "../shared/live.js";
import { forgetWishes, offline, sync } from "./cart.js";
import { PAYING, api, first, gate, scannedAnew, sitDown, standUp, tokenNow } from "./phone.js";
import { say, show } from "./say.js";
import { arrived, resume } from "./sending.js";
import {
  applyFrame, cart, clearTable, guests, me, menu, orders, person, readMenu, refresh, takeState, visit,
} from "./table.js";
import { go, open, replace, sheet, view } from "./views.js";
import { named, t } from "./words.js";

let live = null;
let waiting = 0;

/** Tries until it is at the table or a gate stands in between; the menu is readable all the while. */
export async function begin(asked = {}) {
  clearTimeout(waiting);
  try {
    const seated = tokenNow() ? await rejoin() : await sitDown(asked);
    if (!seated) return waitAtGate();
    await refresh();
    offline.value = false;
    arrive();
  } catch (problem) {
    offline.value = !problem.status;
    waiting = setTimeout(begin, 2500);
  }
}

/** The visit that this phone already belongs to; a visit that is over makes way for a new scan. */
async function rejoin() {
  try {
    const state = await api.get("/api/v1/visit");
    const here = live || state.table.label === first.table || !scannedAnew(); // who scans a table's code sits at that table
    if (state.visit.status === "open" && here) return true;
    if (state.visit.status === "closed" && !scannedAnew() && state.orders.length) {
      takeState(state);
      gate.value = { kind: "over" };
      forget(PAYING);
      return false;
    }
  } catch (problem) {
    if (problem.status !== 401 && problem.status !== 403) throw problem;
  }
  standUp();
  forgetWishes();
  clearTable();
  return sitDown();
}

function waitAtGate() {
  if (gate.value.kind === "staff") waiting = setTimeout(begin, 3000);
  if (gate.value.kind === "closed") waiting = setTimeout(begin, 60000);
}

function arrive() {
  live?.close();
  live = connectLive({ token: tokenNow(), api, onFrame, onSnapshot, onRefused: leave, onStranger: begin });
  if (recall(PAYING) !== null) {
    forget(PAYING);
    go("bill");
  }
  resume();
  sync();
  const perHead = menu.value.fees.some((fee) => fee.kind === "per_head");
  if (visit.value.covers === null && perHead && view.value === "menu" && !sheet.value) open({ kind: "covers" });
}

/** The token is no longer known: the visit was closed long ago, or the code was renewed. */
function leave() {
  live?.close();
  if (visit.value?.status === "closed") return;
  standUp();
  clearTable();
  begin();
}

function onSnapshot(stream, snapshot) {
  if (stream.startsWith("visit:")) {
    takeState(snapshot);
    ended();
  } else if (snapshot.restaurant) {
    menu.value = { ...menu.value, restaurant: { ...menu.value.restaurant, ...snapshot.restaurant } };
  }
  sync();
}

let menuTimer = 0;

function onFrame(stream, kind, body) {
  if (kind === "menu.changed") {
    clearTimeout(menuTimer);
    menuTimer = setTimeout(menuChanged, 200);
  } else if (kind === "restaurant.changed") {
    menu.value = { ...menu.value, restaurant: { ...menu.value.restaurant, ...body } };
  } else {
    applyFrame(kind, body, heard);
    ended();
  }
}

async function menuChanged() {
  try {
    await readMenu();
    await refresh();
  } catch (problem) {
    menuTimer = setTimeout(menuChanged, 3000);
  }
}

/** The visit is over; or its party joined another table, and this phone belongs to that visit now. */
async function ended() {
  if (visit.value?.status !== "closed") return;
  const was = visit.value.id;
  await refresh().catch(() => undefined); // without an answer it is over, as the frame said
  if (visit.value.id !== was) {
    arrive();
    return;
  }
  forgetWishes();
  gate.value = { kind: "over" };
  if (view.value === "confirm") replace("menu");
}

/** Others at the table act: who did what, in one short line. */
function heard(kind, body) {
  if (kind === "order.changed" && isNew(body) && isMine(body)) arrived();
  if (kind === "order.changed" && isNew(body) && !isMine(body)) {
    show(t("someoneSent", { who: nameOf(body.placed_by), n: body.lines.length }));
    if (view.value === "confirm") replace("status");
  }
  if (kind === "cart.changed") {
    const added = body.lines.find((line) => isMore(line) && line.added_by && line.added_by.id !== me.value?.id);
    if (added) show(t("someoneAdded", { who: nameOf(added.added_by), dish: named(added) }));
  }
  if (kind === "guest.joined" && !guests.value.some((guest) => guest.id === body.id)) {
    show(t("someoneJoined", { who: body.nickname }));
  }
  if (kind === "call.answered") say(t("onTheWay", { who: body.answered_by || t("aWaiter") }));
}

const nameOf = (who) => person(who)?.nickname || "";
const isNew = (order) => !orders.value.some((each) => each.id === order.id);
const isMine = (order) => order.placed_by?.id === me.value?.id;
const isMore = (line) => line.quantity > (cart.value.lines.find((each) => each.id === line.id)?.quantity || 0);
