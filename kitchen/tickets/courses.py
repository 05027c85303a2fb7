"""Courses: which of them a table waits for. Pure.

A table's tickets are `(course, status, held)`; course 0 was sent without courses and counts as the first.
"""

OFF, BY_HAND, WHEN_READY = "off", "by_hand", "when_ready"


def waiting(mode: str, before: list[tuple], sent: set[int]) -> set[int]:
    """The courses of a new order that are held. `before`: what the table's earlier orders have in the kitchen.

    The first course that the table has goes at once, and so does whatever belongs to a course that was fired or to an
    earlier one. When the kitchen's word counts, nothing waits behind a course that is ready.
    """
    if mode == OFF:
        return set()
    live = [(max(course, 1), status, held) for course, status, held in before if status != "voided"]
    fired = max((course for course, _, held in live if not held), default=0)
    first = min({course for course, *_ in live} | sent)
    later = {course for course in sent if course > max(fired, first)}
    if mode == BY_HAND:
        return later
    unfinished = sent | {course for course, status, _ in live if status != "bumped"}
    return {course for course in later if any(other < course for other in unfinished)}


def due(tickets: list[tuple]) -> set[int]:
    """The held courses before which nothing is left to cook."""
    live = [(max(course, 1), status, held) for course, status, held in tickets if status != "voided"]
    held = {course for course, _, is_held in live if is_held}
    return {c for c in held if all(status == "bumped" for course, status, _ in live if course < c)}
