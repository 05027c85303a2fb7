/** What a finger means: a tap bumps; holding, or the ⋯ key, shows what else can be done. */
import { useRef } from "preact/hooks";
import { isToDo, waitsForEyes } from "./steps.js";
import { touch } from "./touches.js";

const LONG_PRESS = 500;

export function useTap(tap, hold) {
  const timer = useRef(0);
  const held = useRef(false);
  return {
    onClick: () => { if (!held.current) tap(); },
    onPointerDown() {
      held.current = false;
      timer.current = setTimeout(() => { held.current = true; hold(); }, LONG_PRESS);
    },
    onPointerUp: () => clearTimeout(timer.current),
    onPointerLeave: () => clearTimeout(timer.current),
    onPointerCancel: () => clearTimeout(timer.current),
    onContextMenu: (event) => event.preventDefault(),
  };
}

export function bumpTicket(ticket) {
  if (ticket.lines.some(isToDo)) touch("bump", ticket);
  else if (ticket.lines.some(waitsForEyes)) touch("clear", ticket);
}

export function tapLine(ticket, line) {
  if (waitsForEyes(line)) touch("clear", ticket, line);
  else if (line.status !== "voided") touch(line.status === "ready" ? "recall" : "bump", ticket, line);
}
