"""Nine kinds of network trouble between the server and its screens: our live.js over the official Socket.IO client, and
the real page in Chromium. Afterwards the board is true within five seconds, and at no moment did it pretend."""

import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median

from tests.acceptance.checker import holes
from tests.acceptance.facts import facts_of
from tests.acceptance.kitchens import Kitchen
from tests.acceptance.proxy import KINDS, Network, Proxy
from tests.acceptance.report import database
from tests.acceptance.schedules import schedule
from tests.acceptance.watching import FLASHES, SOON, Watched, wrong_looks
from tests.live.clients import clients, tickets_on
from tests.servers import serve

LANES, PAGES = 12, 4
TENTH = {"schedules": 20, "looked_at": 8}


class Outcome:
    """What many schedules came to; lanes write into it at once."""

    def __init__(self, say=lambda text: None):
        self.took, self.kinds, self.problems, self.say, self._lock = [], Counter(), [], say, threading.Lock()

    def note(self, plan, took: float | None, problems: list[str]) -> None:
        with self._lock:
            late = [] if took is not None else ["late: not true in time"]
            self.problems += [f"seed {plan.seed} {[k for k, *_ in plan.steps]}: {each}" for each in (*late, *problems)]
            self.took += [] if took is None else [took]
            self.kinds.update(plan.kinds)
            if len(self.took) % 20 == 0:
                self.say(f"{len(self.took)} schedules, {len(self.problems)} problems")

    def __str__(self):
        took = sorted(self.took)
        return (
            f"{len(took)} schedules of {len(self.kinds)} kinds: true after {median(took):.1f} s (median), "
            f"{took[int(len(took) * 0.95)]:.1f} s (p95), {took[-1]:.1f} s (longest)"
            if took
            else "none"
        )


def endure_clients(served, seeds, outcome, lanes: int = LANES, trusting: bool = False, within: float = SOON) -> None:
    """Each lane is one screen with a network and a kitchen of its own."""
    with clients(poll=15000) as js, network() as net:

        def lane(number):
            kitchen, proxy = Kitchen(served, number), Proxy(net, served.port, number)
            js.tell("trust" if trusting else "open", id=f"lane {number}", base=proxy.base_url, token=kitchen.token)
            js.until(f"lane {number}", lambda shown: shown["online"])
            for seed in seeds[number::lanes]:
                plan = schedule(seed)
                kitchen.live_through(plan, proxy)
                kitchen.order()
                true = {ticket["id"]: ticket for ticket in kitchen.board()}
                try:
                    shown, took = js.until(f"lane {number}", lambda shown, true=true: tickets_on(shown) == true, within)
                except AssertionError:
                    shown, took = js.look(f"lane {number}"), None
                outcome.note(plan, took, [f"twice: {id} fired {n} times" for id, n in shown["fired"].items() if n > 1])
                kitchen.settle()
            js.tell("close", id=f"lane {number}")
            outcome.problems += holes(facts_of(served.database_url, kitchen.place.id))
            proxy.close()

        with ThreadPoolExecutor(lanes) as pool:
            for done in [pool.submit(lane, number) for number in range(min(lanes, len(seeds)))]:
                done.result()


def endure_pages(served, browser, seeds, outcome: Outcome, lanes: int = PAGES) -> None:
    """The same with the real page; this thread has the browser and looks, the lanes' threads live the evenings."""
    with network() as net:
        kitchens = [Kitchen(served, number) for number in range(min(lanes, len(seeds)))]
        watched = [shown(browser, kitchen, Proxy(net, served.port, n)) for n, kitchen in enumerate(kitchens)]

        def lane(number):
            kitchen, mine = kitchens[number], watched[number]
            for seed in seeds[number::lanes]:
                plan, before = schedule(seed), len(mine.seen)
                kitchen.live_through(plan, mine.proxy)
                kitchen.order()
                true = [ticket["id"] for ticket in kitchen.board()]
                took = mine.until(lambda look, true=true: look["ids"] == true and not look["stale"], SOON)
                outcome.note(plan, took, wrong_looks(mine.seen[before:]))
                kitchen.settle()
            outcome.problems += holes(facts_of(served.database_url, kitchen.place.id))

        with ThreadPoolExecutor(lanes) as pool:
            works = [pool.submit(lane, number) for number in range(len(kitchens))]
            while not all(work.done() for work in works):
                for each in watched:
                    each.look()
                time.sleep(0.1)
            for work in works:
                work.result()
        for each in watched:
            each.page.context.close()
            each.proxy.close()


def shown(browser, kitchen, proxy) -> Watched:
    """The kitchen's page on a screen of its own, behind `proxy`."""
    context = browser.new_context(viewport={"width": 2560, "height": 1440}, locale="zh-CN")
    context.add_init_script(FLASHES)
    page = context.new_page()
    page.goto(f"{proxy.base_url}/kitchen#token={kitchen.token}")
    page.locator(".ticket, .empty").first.wait_for()
    page.locator(".board.kept").wait_for(state="detached")
    return Watched(page, proxy)


@contextmanager
def network():
    net = Network()
    try:
        yield net
    finally:
        net.close()


def run(report, schedules: int = 200, looked_at: int = 200) -> None:
    """The section at full size."""
    promise = f"true within {SOON} s, no ticket twice, no hole in the numbers"
    with database("sqlite") as url, serve(url) as served:
        outcome = Outcome(lambda text: report.say("clients", text))
        endure_clients(served, range(schedules), outcome)
        report.row(f"{len(KINDS)} kinds of trouble, official Socket.IO client", str(outcome), promise, outcome.problems)
    from tests.acceptance.chromium import browser

    with database("sqlite") as url, serve(url) as served, browser() as chromium:
        outcome = Outcome(lambda text: report.say("pages", text))
        endure_pages(served, chromium, range(looked_at), outcome)
        report.row(
            f"{len(KINDS)} kinds of trouble, the page in Chromium",
            str(outcome),
            f"{promise}, banner after 10 s, never “all done” while stale",
            outcome.problems,
        )
