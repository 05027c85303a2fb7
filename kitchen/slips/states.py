"""A slip's life. Pure.

waiting → printing → printed. What breaks goes back to waiting, and the printer rests a little longer each time.
too_old: it would only confuse now, and is told instead · unneeded: a screen has the ticket after all, or it is done ·
failed: it cannot be printed at all, or its printer was taken away.
"""

from datetime import datetime, timedelta

TO_PRINT = ("waiting", "printing")
ON_PAPER = ("waiting", "printing", "printed")
BILLS = ("receipt", "pre_bill")
KINDS = ("fired", "void", "moved", "hurry", "test", *BILLS)
LATE = timedelta(seconds=60)  # from then on a slip says when it was printed
LONGEST_REST = 10  # seconds: who switches a printer on again waits no longer for its paper


def fate(slip: dict, ticket: dict | None, policy: str, max_age: timedelta, at: datetime) -> str:
    """print, unneeded or too_old, for a slip whose turn it is. `slip`: kind, cause, made_at, perhaps."""
    if at - slip["made_at"] > max_age:
        return "too_old"
    if slip["cause"] != "fired" or slip["perhaps"]:
        return "print"
    if ticket["status"] not in ("open", "started"):
        return "unneeded"
    return "unneeded" if policy == "fallback" and ticket["acknowledged_at"] is not None else "print"


def is_late(slip: dict, fired_at: datetime | None, at: datetime) -> bool:
    """Whether it says 补打 and the time: asked for again, perhaps on paper already, or long after the fire."""
    again = slip["cause"].startswith("again:") or slip["perhaps"]
    return again or (slip["kind"] == "fired" and fired_at is not None and at - fired_at > LATE)


def rest(failures: int) -> timedelta:
    """How long a printer in trouble is left alone: 1, 2, 4, 8, then 10 s."""
    return timedelta(seconds=min(LONGEST_REST, 2 ** max(0, failures - 1)))
