"""Hundreds of screens that come back at the same moment after a kill -9, while guests go on ordering."""

import os
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import insert, select

from core.db import make_engine
from core.ids import digest, new_id, new_secret
from kitchen.screens.models import Screen
from tests.acceptance.kitchens import Kitchen
from tests.acceptance.report import database
from tests.live.clients import clients
from tests.servers import serve

SCREENS, A_RESTAURANT, TICKETS = 500, 20, 8
WITHIN = 10  # seconds from the kill to 500 true boards
BEARABLE = 1.0  # seconds that /healthz and a guest's cart may take meanwhile, p99
TENTH = {"screens": 60}


class Hall:
    """`screens` over several kitchens; `wanted()` is what each of them must show."""

    def __init__(self, served, screens: int):
        self.served, self.kitchens = served, [Kitchen(served, n) for n in range(max(1, screens // A_RESTAURANT))]
        self.of = {f"s{n}": self.kitchens[n % len(self.kitchens)] for n in range(screens)}
        for kitchen in self.kitchens:
            for _ in range(TICKETS):
                kitchen.order()

    def open(self, js) -> None:
        for (name, _), token in zip(self.of.items(), self._tokens(), strict=True):
            js.open(name, self.served.base_url, token)

    def _tokens(self) -> list[str]:
        """A screen of its own for each, put beside the kitchen's first: pairing so many would meet the limits."""
        engine, tokens = make_engine(self.served.database_url), []
        with engine.begin() as connection:
            for kitchen in self.of.values():
                first = connection.execute(select(Screen).where(Screen.restaurant_id == kitchen.place.id)).first()
                secret = new_secret(256)
                own = {"id": new_id(), "token_hash": digest(secret), "last_seen_at": None}
                connection.execute(insert(Screen), {**first._mapping, **own})
                tokens.append(f"s.{kitchen.place.id}.{secret}")
        engine.dispose()
        return tokens

    def wanted(self) -> dict[str, list]:
        boards = {kitchen: [ticket["id"] for ticket in kitchen.board()] for kitchen in self.kitchens}
        return {name: boards[kitchen] for name, kitchen in self.of.items()}

    def order_everywhere(self) -> None:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(Kitchen.order, self.kitchens))


@contextmanager
def asked(every: float, question):
    """Seconds that `question()` took, asked again and again meanwhile."""
    took, over = [], threading.Event()

    def ask():
        while not over.is_set():
            begun = time.monotonic()
            question()
            took.append(time.monotonic() - begun)
            over.wait(every)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield took
    finally:
        over.set()
        thread.join()


def endured(served, screens: int, say=lambda text: None) -> dict:
    """One storm: seconds `late` (from the kill, sorted), `ready`, `healthz`, `cart`, `spent`; `never`; KB `memory`."""
    hall = Hall(served, screens)
    say(f"{len(hall.kitchens)} restaurants, {TICKETS} open tickets each")
    with clients(poll=15000) as js:
        before = memory_of(served)
        hall.open(js)
        there = js.arrive(hall.wanted(), 60)
        assert all(there.values()), f"{sum(not at for at in there.values())} of {screens} never came"
        memory = (memory_of(served) - before) / screens
        say(f"all {screens} are there, {memory:.0f} KB each; kill -9")
        killed = time.time()
        served.kill()
        served.start()
        ready, spent = time.time(), processor_of(served)
        url = f"{served.base_url}/healthz"
        with asked(0.02, lambda: urllib.request.urlopen(url, timeout=20).read()) as healthz:
            guest = hall.kitchens[0].place.sit(3)
            with asked(0.1, lambda: hall.kitchens[0].place.add(guest)) as cart:
                hall.order_everywhere()
                ordered = time.time() - ready
                at = js.arrive(hall.wanted(), 30)
        spent = processor_of(served) - spent
        late = sorted(moment - killed for moment in at.values() if moment)
        say(f"ready after {ready - killed:.1f} s, orders after {ordered:.1f} s more, the last board {late[-1]:.1f} s")
        return {
            "late": late,
            "ready": ready - killed,
            "never": screens - len(late),
            "healthz": sorted(healthz),
            "cart": sorted(cart),
            "memory": memory,
            "spent": spent,
        }


def worker_of(served) -> str:
    """The process id of gunicorn's worker."""
    return Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()[0]


def processor_of(served) -> float:
    """Seconds of processor that the worker has used."""
    fields = Path(f"/proc/{worker_of(served)}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(served) -> float:
    """Kilobytes that gunicorn's worker has in memory."""
    status = Path(f"/proc/{worker_of(served)}/status").read_text()
    return float(status.partition("VmRSS:")[2].split()[0])


def at(values: list[float], share: float) -> float:
    return values[min(len(values) - 1, int(len(values) * share))]


def run(report, screens: int = SCREENS) -> None:
    """The section at full size, on each database."""
    for kind in ("sqlite", "postgresql"):
        with database(kind) as url, serve(url) as served:
            found = endured(served, screens, lambda text, kind=kind: report.say(kind, text))
        late, healthz, cart = found["late"], found["healthz"], found["cart"]
        problems = [f"{found['never']} boards never became true"] if found["never"] else []
        problems += [f"the last board took {late[-1]:.1f} s"] if late[-1] > WITHIN else []
        for name, took in (("/healthz", healthz), ("a cart", cart)):
            problems += [f"{name} took {at(took, 0.99):.2f} s"] if at(took, 0.99) > BEARABLE else []
        report.row(
            f"{screens} screens come back after kill -9, {kind}",
            f"ready {found['ready']:.1f} s after the kill; true boards p50 {at(late, 0.5):.1f} s, p99 "
            f"{at(late, 0.99):.1f} s, last {late[-1]:.1f} s; meanwhile /healthz p50 {at(healthz, 0.5) * 1000:.0f} ms, "
            f"p99 {at(healthz, 0.99) * 1000:.0f} ms, cart p99 {at(cart, 0.99) * 1000:.0f} ms; "
            f"{found['memory']:.0f} KB a screen, {found['spent']:.1f} s of processor (load {os.getloadavg()[0]:.0f} on "
            f"{os.cpu_count()} cores)",
            f"all true within {WITHIN} s; /healthz and cart p99 ≤ {BEARABLE:.0f} s",
            problems,
        )
