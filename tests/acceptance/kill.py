"""kill -9 while tables order and cooks bump: whatever was acknowledged is there, once, on its stations, with its total.

Lives are measured in orders, so that a slow machine is killed as often in the middle of one as a fast one.
"""

import itertools
import random
import threading
import time
from collections import Counter

from tests.acceptance.checker import wrong
from tests.acceptance.facts import facts_of
from tests.acceptance.history import Caller, History, Refused
from tests.acceptance.report import database
from tests.live.clients import clients, tickets_on
from tests.people import Person, new_key, open_place_at
from tests.servers import serve

SEED, TENTH = 20261124, {"kills": 30, "orders": 2000}
KINDS = ("sqlite", "postgresql")
WORDS = {"lost": "lost", "doubled": "doubled", "tickets": "missing or misplaced tickets", "bill": "unequal totals"}
DINERS, ROUNDS = 6, 25  # a party leaves after so many rounds and the next one sits down
KEPT_OPEN, TOO_FULL = 12, 120  # tickets that the cook leaves on the board, and how many nobody adds to
LONGEST_LIFE = 20  # seconds


class Diner(Caller):
    """Parties at one table, round after round, `pause` seconds apart, while the kitchen is `calm`."""

    def __init__(self, history, name, over, place, number, calm, pause=0.0):
        super().__init__(history, name, over)
        self.place, self.number, self.calm, self.pause = place, number, calm, pause

    def run(self):
        while not self.over.is_set():
            try:
                self.party()
            except TimeoutError:
                return
            except Refused:  # the history has it, and the checker says so
                self.over.wait(0.2)

    def party(self):
        code = self.place.tables[self.number]["code"]
        nobody = Person(self.place.app)
        joined = self.sure("join", code, lambda: nobody.post("/api/v1/visits", {"code": code}))
        guest = Person(self.place.app, joined["guest_token"])
        for round_ in range(ROUNDS):
            while not self.calm.wait(0.2) and not self.over.is_set():
                continue
            if self.over.is_set():
                return
            cart, key = self.filled(guest, round_), new_key()
            body = {"cart_version": cart["version"], "shown_total": cart["total"]}
            self.sure("order", key, lambda body=body, key=key: guest.post("/api/v1/visit/orders", body, key))
            self.over.wait(self.pause)
        path = f"{self.place.home}/visits/{joined['visit']['id']}/close"
        self.sure("close", path, lambda: self.place.owner.post(path, {"how": "forced", "reason": "换桌"}))

    def filled(self, guest, round_) -> dict:
        """A cart with something in it. What got no answer may have happened, so the table is read again."""
        dish = self.place.dishes[("米饭", "宫保鸡丁")[round_ % 2]]
        chosen = [{"id": g["modifiers"][-1]["id"], "quantity": 1} for g in dish["modifier_groups"]]
        line = {"item_id": dish["id"], "quantity": 1 + round_ % 3, "modifiers": chosen}
        while True:
            cart = self.once("add", dish["id"], lambda: guest.post("/api/v1/visit/cart/lines", line))
            if cart is None:
                cart = self.sure("read", "visit", lambda: guest.get("/api/v1/visit"))["cart"]
            if cart["lines"]:
                return cart


class Cook(Caller):
    """Bumps from the oldest on; `calm` is set while the board is not too full."""

    def __init__(self, history, over, screen, calm):
        super().__init__(history, "cook", over)
        self.screen, self.calm = screen, calm
        calm.set()

    def run(self):
        while not self.over.is_set():
            try:
                self.cook()
            except TimeoutError:
                return
            except Refused:
                self.over.wait(0.2)

    def cook(self):
        board = self.sure("read", "board", lambda: self.screen.get("/api/v1/kitchen/board"))["tickets"]
        if len(board) < TOO_FULL:
            self.calm.set()
        else:
            self.calm.clear()
        for ticket in board[: max(0, len(board) - KEPT_OPEN)]:
            if self.over.is_set():
                return
            path, body = f"/api/v1/kitchen/tickets/{ticket['id']}/bump", {"request_id": new_key()}
            self.sure("bump", ticket["id"], lambda path=path, body=body: self.screen.post(path, body))
        self.over.wait(0.05)


def two_stations(place) -> dict[str, set]:
    """Rice is cold; chicken is made at both, each its part: item → the stations on which it must stand."""
    place.owner.post(f"{place.home}/stations", {"names": {"zh": "主食"}})
    stations = sorted(place.owner.get(f"{place.home}/stations")[1]["items"], key=lambda s: s["is_default"])
    cold, hot = (s["id"] for s in stations)
    routing = {place.dishes["米饭"]["id"]: [cold], place.dishes["宫保鸡丁"]["id"]: [hot, cold]}
    for item, named in routing.items():
        status, item = place.owner.call("PATCH", f"{place.home}/menu-items/{item}", {"station_ids": named})
        assert (status, item["station_ids"]) == (200, named), item
    return {item: set(named) for item, named in routing.items()}


def survived(served, kills: int, orders: int, seed: int, history: History, say=lambda text: None) -> list[str]:
    """What is wrong after `kills` kills and at least `orders` acknowledged orders."""
    chance, place, over = random.Random(seed), open_place_at(served), threading.Event()
    routing, screen = two_stations(place), place.screen()
    calm = threading.Event()
    people = [Diner(history, f"diner {n}", over, place, n, calm) for n in range(DINERS)]
    people.append(Cook(history, over, screen, calm))
    threads = [threading.Thread(target=each.run, daemon=True) for each in people]
    with clients() as js:
        js.open("board", served.base_url, screen.token)
        for thread in threads:
            thread.start()
        for n in itertools.count(1):
            acked = history.count("order", "ok")
            if n > kills and acked >= orders:
                break
            left = max(2, (orders - acked) / max(1, kills - n + 1))
            _live_for(history, acked + chance.randint(0, round(2 * left)))
            time.sleep(chance.uniform(0, 0.05))
            served.kill()
            served.start()
            if n % 10 == 0:
                say(f"{n} kills, {history.count('order', 'ok')} orders acknowledged")
        over.set()
        for thread in threads:
            thread.join()  # whoever still acts would be told what the checker does not see
        say(f"{n - 1} kills, {history.count('order', 'ok')} orders acknowledged")
        problems = wrong(history.entries, facts_of(served.database_url, place.id), routing)
        return problems + _shown(js, screen)


def _live_for(history, acked):
    ends = time.monotonic() + LONGEST_LIFE
    while history.count("order", "ok") < acked and time.monotonic() < ends:
        time.sleep(0.01)


def _shown(js, screen) -> list[str]:
    """What is wrong on a screen that was there all the time."""
    true = {t["id"]: t for t in screen.get("/api/v1/kitchen/board")[1]["tickets"]}
    try:
        shown, _ = js.until("board", lambda shown: tickets_on(shown) == true, 10)
    except AssertionError:
        return ["the screen that was there all the time shows something else"]
    return [f"ticket {id} was fired {n} times at a screen" for id, n in shown["fired"].items() if n > 1]


def run(report, kills: int = 300, orders: int = 20000, seed: int = SEED, only: int = 0) -> None:
    """The section at full size, on each database; `only` 1 is SQLite, 2 is PostgreSQL."""
    for kind in KINDS[only - 1 : only] if only else KINDS:
        with database(kind) as url, serve(url) as served:
            history, begun = History(report.file(f"kill-{kind}.jsonl")), time.monotonic()
            problems = survived(served, kills, orders, seed, history, lambda text, kind=kind: report.say(kind, text))
            history.close()
            acked, unsure = history.count("order", "ok"), history.count("order", "info")
            report.row(
                f"kill -9 under load, {kind}",
                f"{kills} kills, {acked:,} orders acknowledged ({unsure:,} answers lost and sent again), "
                f"{history.count('bump', 'ok'):,} bumps: {_sorts(problems)}; {(time.monotonic() - begun) / 60:.0f} min",
                "0 lost, 0 doubled, 0 missing tickets, equal totals",
                problems,
            )


def _sorts(problems) -> str:
    sorts = Counter(problem.partition(":")[0] for problem in problems)
    return ", ".join(f"{sorts[sort]} {word}" for sort, word in WORDS.items())
