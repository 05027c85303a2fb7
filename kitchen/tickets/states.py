"""A ticket's life. Pure; static/kitchen/steps.js mirrors it, so that an offline screen shows what will be.

A line stands at `(status, done)`: how far it is, and how many of its portions are ready.
"""

OPEN = ("open", "started")
TO_DO = ("queued", "preparing")
ORDER = ("queued", "preparing", "ready", "served")
DONE = ("ready", "served")
TICKET_ACTS = ("start", "bump", "recall", "rush", "clear", "fire", "serve", "unserve", "undo")
LINE_ACTS = ("bump", "recall", "clear", "serve", "unserve")
COOKS_ALONE = ("start", "clear")  # begun and seen by whoever cooks it, not by whoever carries it
CARRIED = ("serve", "unserve")  # by whoever carries it, not by whoever cooks it
TOGETHER = (
    "bump",
    "recall",
    "serve",
    "unserve",
)  # at one of several stations, at all of them
MOVES = {  # what is done: from which states a line goes where
    "start": (("queued",), "preparing"),
    "bump": (("queued", "preparing"), "ready"),
    "recall": (("ready", "served"), "preparing"),
    "serve": (("ready",), "served"),
    "unserve": (("served",), "ready"),
}


def moved(do: str, lines: list[dict]) -> dict[str, tuple[str, int]]:
    """`lines`: dicts of id, status, quantity, done. Only those that `do` moves, with where they go."""
    came_from, goes_to = MOVES.get(do, ((), ""))
    portions = {"bump": lambda line: line["quantity"], "recall": lambda line: 0}.get(do, lambda line: line["done"])
    return {line["id"]: (goes_to, portions(line)) for line in lines if line["status"] in came_from}


def portioned(lines: list[dict], quantity: int) -> dict[str, tuple[str, int]]:
    """So many portions of these lines are ready, the first line first; those that it moves, with where they go."""
    changes = {}
    for line in lines:
        taken = min(quantity, line["quantity"] - line["done"])
        if taken:
            done = line["done"] + taken
            changes[line["id"]] = ("ready" if done == line["quantity"] else "preparing", done)
            quantity -= taken
    return changes


def undone(before: dict, after: dict, lines: dict) -> dict:
    """What an act moved goes back, where nobody has moved it on since. Each: line id → where it stood or stands."""
    return {line_id: place for line_id, place in before.items() if lines.get(line_id) == after.get(line_id)}


def ticket_status(lines: list[str], present: str) -> str:
    """What the lines together say; `present` tells whether somebody has started."""
    live = [status for status in lines if status != "voided"]
    if not live:
        return "voided"
    if all(status in DONE for status in live):
        return "bumped"
    return "started" if present != "open" or any(status != "queued" for status in live) else "open"


def refusal(do: str, ticket: dict, line_status: str | None) -> str | None:
    """Why this step is illegal, or None. What is already so is never illegal: repeating is harmless."""
    if do in ("clear", "undo"):
        return None
    if line_status == "voided":
        return "The line was voided."
    if ticket["status"] == "voided":
        return "The ticket was voided."
    if ticket["held"] and do != "fire":
        return "Its course has not been fired."
    if ticket["status"] == "bumped" and do in ("start", "rush"):
        return "The ticket is done. Recall it first."
    if do == "serve" and line_status in TO_DO:
        return "The dish is not ready yet."
    return None


def is_for(kind: str, do: str) -> bool:
    """Whether a screen of this kind of station may do it. The floor takes back what the floor did (`undo`)."""
    if kind == "cooking":
        return do not in CARRIED
    return do not in COOKS_ALONE if kind == "expo" else do in (*CARRIED, "undo")


def slowest(statuses: list[str]) -> str:
    """How far a dish is that several stations make."""
    return min((s for s in statuses if s in ORDER), key=ORDER.index, default="voided")
