/** What the page says: what failed and is kept, what can be undone for ten seconds. */
import { signal } from "@preact/signals";
import { session } from "../../shared/sign_in.js";
import { inWords } from "./faults.js";

const UNDO = 10;

/** `{text, retry?}` of the last failure. */
export const failed = signal(null);
/** `{text, undo, left}`: the bar at the foot. */
export const undoable = signal(null);
let ticking = null;

/** Runs `work`; answers `{answer}` or `{problem}`. With `quiet` the caller shows the problem itself. */
export async function attempt(work, { quiet = false, retry } = {}) {
  try {
    const answer = await work();
    failed.value = null;
    return { answer };
  } catch (problem) {
    if (problem.status === undefined) throw problem;
    if (problem.status === 401) session.value = null;
    if (!quiet) failed.value = { text: inWords(problem), retry };
    return { problem };
  }
}

/** Shows what was done with a way back. */
export function offerUndo(text, undo) {
  clearInterval(ticking);
  undoable.value = { text, undo, left: UNDO };
  ticking = setInterval(() => {
    const left = undoable.value ? undoable.value.left - 1 : 0;
    if (left <= 0) forgetUndo();
    else undoable.value = { ...undoable.value, left };
  }, 1000);
}

export function forgetUndo() {
  clearInterval(ticking);
  undoable.value = null;
}
