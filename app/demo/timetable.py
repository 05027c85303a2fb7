"""When what happens: every party is a list of appointments, all are kept in order, and what lies ahead is left out.

That is why the demo stands in the middle of a service: the last parties are simply not finished yet.
"""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from core.clock import told

SLOT = timedelta(minutes=1)
WOK, COLD, BAR = range(3)
MADE_IN = {(BAR,): 2.4, (COLD,): 5, (WOK,): 10}  # minutes from order to bump, when all goes well


def live(stories: list[Iterator], until: datetime) -> None:
    """Runs the stories side by side. A story yields the time of its next step and is called at that time."""
    waiting = []
    for number, story in enumerate(stories):
        _next(waiting, number, story)
    while waiting and waiting[0][0] <= until:
        at, number, story = heapq.heappop(waiting)
        with told(at):
            _next(waiting, number, story)


def dine(party, start: datetime, rounds: list, *, pace: float = 1.0, ends: str = "simulator", **extras) -> Iterator:
    """A whole visit. `rounds`: (minutes after sitting down, dishes, notes).

    `ends`: simulator, counter, refunded, counter_waits, stays (nobody asks for the bill).
    `extras`: `calls` (minute, kind); `void` a reason; `cart` dishes that are chosen but not sent; `serves` False;
    `brief`: nobody says that he begins, and an order is carried at once, for visits that are long over.
    """
    steps = [(0, party.sit)]
    for number, (minute, dishes, notes) in enumerate(rounds):
        steps.append((minute, partial(party.send, dishes, **notes)))
        steps.append((minute + 0.1, party.heard))
        made = 0
        for stations, minutes in MADE_IN.items():
            made = minutes * pace * party.house.chance.uniform(0.75, 1.3)
            if not extras.get("brief"):
                steps.append((minute + made * 0.3, partial(party.cook, "start", stations, number)))
            steps.append((minute + made, partial(party.cook, "bump", stations, number)))
            if extras.get("serves", True) and not extras.get("brief"):
                steps.append((minute + made + 1.5, partial(party.serve, number)))
        if extras.get("brief"):
            steps.append((minute + made + 1.5, partial(party.serve, number)))
        if extras.get("void") and number == 0:
            steps.append((minute + 2, partial(party.void, 0, extras["void"])))
    steps += [(minute, partial(party.call, kind)) for minute, kind in extras.get("calls", ())]
    if "cart" in extras:
        steps.append((rounds[-1][0] + 6 if rounds else 2, partial(party.add, extras["cart"])))
    full = (rounds[-1][0] if rounds else 0) + 26 * pace
    if ends != "stays":
        steps.append((full, partial(party.ask_to_pay, "counter" if ends.startswith("counter") else "simulator")))
    if ends not in ("stays", "counter_waits"):
        steps += [(full + 1, party.settle), (full + 5, party.leave)]
    if ends == "refunded":
        steps.append((full + 3, partial(party.give_back, "菜品有问题")))
    for minute, step in sorted(steps, key=lambda s: s[0]):
        yield start + minute * SLOT
        step()


def once(at: datetime, step) -> Iterator:
    """A single thing at a time."""
    yield at
    step()


def _next(waiting, number, story):
    at = next(story, None)
    if at is not None:
        heapq.heappush(waiting, (at, number, story))
