"""A ticket's life. Pure; static/kitchen/steps.js mirrors it, so that an offline screen shows what will be."""

OPEN = ("open", "started")
TO_DO = ("queued", "preparing")
ORDER = ("queued", "preparing", "ready")
TICKET_ACTS = ("start", "bump", "recall", "rush", "clear", "undo")
LINE_ACTS = ("bump", "recall", "clear")
COOKS_ALONE = ("start", "clear")  # begun and seen by whoever cooks it, not by whoever carries it
MOVES = {  # what is done: from which states a line goes where
    "start": (("queued",), "preparing"),
    "bump": (("queued", "preparing"), "ready"),
    "recall": (("ready",), "preparing"),
}


def moved(do: str, lines: dict[str, str]) -> dict[str, str]:
    """`lines`: id → status. Only those that `do` moves, with where they go."""
    came_from, goes_to = MOVES.get(do, ((), ""))
    return {line_id: goes_to for line_id, status in lines.items() if status in came_from}


def undone(before: dict[str, str], after: dict[str, str], lines: dict[str, str]) -> dict[str, str]:
    """What an act moved goes back, where nobody has moved it on since."""
    return {line_id: status for line_id, status in before.items() if lines.get(line_id) == after.get(line_id)}


def ticket_status(lines: list[str], present: str) -> str:
    """What the lines together say; `present` tells whether somebody has started."""
    live = [status for status in lines if status != "voided"]
    if not live:
        return "voided"
    if all(status == "ready" for status in live):
        return "bumped"
    return "started" if present != "open" or any(status != "queued" for status in live) else "open"


def refusal(do: str, status: str, line_status: str | None) -> str | None:
    """Why this step is illegal, or None. What is already so is never illegal: repeating is harmless."""
    if do in ("clear", "undo"):
        return None
    if line_status == "voided":
        return "The line was voided."
    if status == "voided":
        return "The ticket was voided."
    if status == "bumped" and do in ("start", "rush"):
        return "The ticket is done. Recall it first."
    return None


def slowest(statuses: list[str]) -> str:
    """How far a dish is that several stations make."""
    return min((s for s in statuses if s in ORDER), key=ORDER.index, default="voided")
