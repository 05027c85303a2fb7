"""kill -9 while tables order: what was acknowledged is there afterwards, once, with the same lines and total (1)."""

import random
import threading
import time
from dataclasses import dataclass, field

import pytest
import urllib3
from sqlalchemy import text

from core.db import make_engine
from tests.conftest import fresh_postgres
from tests.people import Person, new_key, open_place_at
from tests.servers import serve

DINERS, SEED = 4, 20261124


@dataclass
class Diner:
    """Orders round after round at a table of its own; whatever gets no answer is sent again, the very same."""

    place: object
    phone: Person
    number: int
    acked: list = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def eat(self):
        while not self.over.is_set():
            dish = ("米饭", "宫保鸡丁")[len(self.acked) % 2]
            self.sure(lambda dish=dish: (201, self.place.add(self.phone, dish, 1 + self.number)))
            cart, key = self.sure(lambda: self.phone.get("/api/v1/visit"))["cart"], new_key()
            self.acked.append(self.sure(lambda key=key, cart=cart: self.place.send(self.phone, cart, key))["order"])

    def sure(self, request):
        """The answer, however often it takes. The server may be dead, or not yet quite alive."""
        while True:
            try:
                status, answer = request()
                assert status in (200, 201, 409, 503), answer
                if status in (200, 201):
                    return answer
                assert answer["code"] in ("in_progress", "busy"), answer
            except urllib3.exceptions.HTTPError:
                pass
            time.sleep(0.05)


def survived(served, kills, program="wsgi:app") -> list[str]:
    """What is wrong after `kills` kills at random moments."""
    chance = random.Random(SEED)
    place = open_place_at(served)
    screen = place.screen()
    diners = [Diner(place, place.sit(n), n) for n in range(DINERS)]
    threads = [threading.Thread(target=diner.eat, daemon=True) for diner in diners]
    for thread in threads:
        thread.start()
    for _ in range(kills):
        time.sleep(chance.uniform(0.3, 1.2))
        served.kill()
        served.start()
    time.sleep(0.5)
    for diner in diners:
        diner.over.set()
    for thread in threads:
        thread.join(30)
    return [problem for diner in diners for problem in wrong_with(diner, board_of(screen))]


def board_of(screen) -> dict:
    """order line id → how often a ticket carries it"""
    lines: dict[str, list] = {}
    for ticket in screen.get("/api/v1/kitchen/board")[1]["tickets"]:
        for line in ticket["lines"]:
            lines.setdefault(line["order_line_id"], []).append((ticket["order_id"], line["quantity"]))
    return lines


def wrong_with(diner, board) -> list[str]:
    state = diner.phone.get("/api/v1/visit")[1]
    found = {order["id"]: order for order in state["orders"]}
    problems = []
    for order in diner.acked:
        kept = found.pop(order["id"], None)
        sold = lambda o: [(x["id"], x["item_id"], x["quantity"], x["line_total"]) for x in o["lines"]]  # noqa: E731
        if kept is None:
            problems.append(f"lost {order['label']}")
        elif (kept["total"], sold(kept)) != (order["total"], sold(order)):
            problems.append(f"changed {order['label']}")
        for line in order["lines"]:
            if board.get(line["id"]) != [(order["id"], line["quantity"])]:
                problems.append(f"{order['label']}: on tickets {board.get(line['id'])}")
    problems += [f"never acknowledged: {order['label']}" for order in found.values()]
    if state["bill"]["total"] != sum(order["total"] for order in diner.acked):
        problems.append(f"bill {state['bill']['total']}")
    return problems


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_acknowledged_orders_survive_kill_9(engine, request):
    database = fresh_postgres(request.getfixturevalue("postgres_server")) if engine == "postgresql" else ""
    with serve(database) as served:
        assert survived(served, kills=3) == []
        if engine == "sqlite":
            database = make_engine(served.database_url)
            with database.connect().execution_options(writes=False) as connection:
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            database.dispose()


def test_twin_a_server_that_answers_before_it_commits_is_found_out():
    with serve(program="tests.live.hasty:app") as served:
        assert any(problem.startswith("lost") for problem in survived(served, kills=2))
