/** The last drawn board on this device, with the numbers at which it stood: what a restart without a network shows. */
import { batch } from "@preact/signals";
import { forget, keep, kept } from "./prefs.js";
import { isHeld, isOnBoard } from "./steps.js";
import { fresh, leaving, restaurant, screen, stations, tickets, touches } from "./store.js";

const BOARD = "zhuoma:board:2"; // with the shape of the tickets that it keeps
const PAUSE = 250;
let waiting = null; // the numbers that are drawn but not kept yet
let timer = 0;

/** The last drawn board with the numbers at which it stood, in one write; at most four times a second. */
export function keepBoard(streams) {
  waiting = streams;
  timer = timer || setTimeout(write, PAUSE);
}

function write() {
  clearTimeout(timer);
  timer = 0;
  if (!waiting) return;
  keep(BOARD, {
    streams: waiting,
    stations: stations.value,
    restaurant: restaurant.value,
    screen: screen.value,
    tickets: [...tickets.value.values()].filter((ticket) => isOnBoard(ticket) || isHeld(ticket) || ticket.serve_waits),
  });
  waiting = null;
}
addEventListener("pagehide", write);

export function recallBoard() {
  const board = kept(BOARD, null);
  if (!board) return null;
  stations.value = board.stations;
  restaurant.value = board.restaurant;
  screen.value = board.screen;
  tickets.value = new Map(board.tickets.map((ticket) => [ticket.id, ticket]));
  return board;
}

export function forgetBoard() {
  clearTimeout(timer);
  [timer, waiting] = [0, null];
  forget(BOARD);
  batch(() => {
    tickets.value = new Map();
    touches.value = [];
    leaving.value = new Map();
    stations.value = [];
    screen.value = null;
    fresh.value = false;
  });
}
