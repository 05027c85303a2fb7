"""Everybody at once: locks are taken in one order, so nobody is turned away; and frames still add up (8, 10)."""

import contextlib
import random
import threading

import pytest

from core import transactions
from kitchen.tickets import locking, steps
from ordering.orders import service as orders
from tests.concurrency.together import at_once
from tests.live.acts import ACTS, Evening
from tests.live.test_fold import differences, everything
from tests.people import open_place

PEOPLE, EACH, SEED = 5, 14, 20261124


def crowded(evening, people=PEOPLE, each=EACH):
    """What every stream looked like before and after; each act asserts that it was not answered with a 5xx."""
    before = everything(evening)

    def live(n):
        chance = random.Random(SEED + n)
        for _ in range(each):
            try:
                evening.do(chance.choice(ACTS), chance.randint(0, 3))
            except (KeyError, IndexError, StopIteration):
                continue  # what it was about to touch is gone already

    at_once(*(lambda n=n: live(n) for n in range(people)))
    return [before, everything(evening)]


@pytest.fixture
def busy(monkeypatch) -> list:
    """Every time that the database turned a transaction away, also where it was tried again and nobody noticed."""
    turned_away = []

    class Counted(transactions.Busy):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            turned_away.append(self)

    monkeypatch.setattr(transactions, "Busy", Counted)
    return turned_away


def test_a_crowd_is_never_turned_away_and_every_stream_adds_up(app, busy):
    evening = Evening(app, open_place(app, fees=[{"kind": "percent", "name": "服务费", "rate": "0.10"}]))
    for _ in range(3):
        evening.do("add")
        evening.do("send")
    history = crowded(evening)
    assert differences(evening, history) == set()
    assert busy == []


def met(place, monkeypatch) -> list[int]:
    """Statuses of a cancel and a bump that each hold their first lock before they ask for the next."""
    screen, guest = place.screen(), place.sit()
    order = place.send(guest, place.add(guest))[1]["order"]["id"]
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]["id"]
    gate, announce, tell = threading.Barrier(2), orders.announce, steps._tell_order

    def meet():
        with contextlib.suppress(threading.BrokenBarrierError):  # the other one stands in line, as it should
            gate.wait(1)

    monkeypatch.setattr(orders, "announce", lambda *args: (meet(), announce(*args)))
    monkeypatch.setattr(steps, "_tell_order", lambda *args: (meet(), tell(*args)))
    answers = at_once(
        lambda: place.owner.post(f"{place.home}/orders/{order}/cancel", {"reason": "错了"}),
        lambda: screen.post(f"/api/v1/kitchen/tickets/{ticket}/bump"),
    )
    return sorted(status for status, _ in answers)


def test_a_cancel_and_a_bump_stand_in_line(place, monkeypatch, busy):
    assert met(place, monkeypatch) in ([200, 200], [200, 409])
    assert busy == []


def test_twin_without_holding_the_order_they_deadlock(app, place, monkeypatch, busy):
    if app.extensions["engine"].dialect.name == "sqlite":
        pytest.skip("SQLite has one writer: there is no second lock to wait for")
    monkeypatch.setattr(locking, "ask", lambda *_: None)
    monkeypatch.setattr(locking, "lock", lambda *_: None)
    met(place, monkeypatch)
    assert busy
