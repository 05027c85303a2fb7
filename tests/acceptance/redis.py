"""Two processes, one PostgreSQL, one Redis that dies for a while: nobody waits for it, and every screen has every order
within 15 s though frames no longer cross over."""

import time
from statistics import median

from tests.acceptance.kitchens import Kitchen
from tests.acceptance.report import database
from tests.live.clients import clients, tickets_on
from tests.servers import Valkey, serve

OUTAGES, WITHIN, PATIENCE = (1, 6, 20, 70), 15, 1.5
TENTH = {"longest": 6}


def outage(valkey, kitchen, js, seconds: float) -> tuple[list[float], list[str]]:
    """(seconds until a screen of the other process showed each order, what was wrong)."""
    took, problems = [], []
    valkey.kill()
    ends = time.monotonic() + seconds
    while time.monotonic() < ends or not took:
        begun = time.monotonic()
        kitchen.act()
        if time.monotonic() - begun > PATIENCE:
            problems.append(f"a guest waited {time.monotonic() - begun:.1f} s")
        took += _shown(kitchen, js, problems)
    assert valkey.start()
    for _ in range(2):
        kitchen.act()
        took += _shown(kitchen, js, problems)
    return took, problems


def _shown(kitchen, js, problems) -> list[float]:
    true, found = {ticket["id"]: ticket for ticket in kitchen.board()}, []
    for name in ("near", "far"):
        try:
            shown, seconds = js.until(name, lambda shown, true=true: tickets_on(shown) == true, WITHIN)
        except AssertionError:
            problems.append(f"the {name} screen did not show an order within {WITHIN} s")
            continue
        found.append(seconds)
        problems += [f"ticket {id} was fired {n} times" for id, n in shown["fired"].items() if n > 1]
    return found


def run(report, longest: int = 70) -> None:
    """The section at full size."""
    valkey = Valkey()
    try:
        with (
            database("postgresql") as url,
            serve(url, valkey.url) as one,
            serve(url, valkey.url) as two,
            clients(poll=15000) as js,
        ):
            for seconds in (s for s in OUTAGES if s <= longest):
                kitchen = Kitchen(one, seconds)
                for name, served in (("near", one), ("far", two)):
                    js.open(name, served.base_url, kitchen.token)
                    js.until(name, lambda shown: shown["online"] and shown["streams"])
                took, problems = outage(valkey, kitchen, js, seconds)
                for name in ("near", "far"):
                    js.tell("close", id=name)
                report.row(
                    f"Redis killed for {seconds} s under two processes",
                    f"{len(took) // 2} orders and bumps, each seen by a screen at either process after "
                    f"{median(took):.1f} s (median), {max(took, default=0):.1f} s (longest)",
                    f"nothing lost, ≤ {WITHIN} s, nobody waits longer than {PATIENCE} s",
                    problems,
                )
    finally:
        valkey.stop()
