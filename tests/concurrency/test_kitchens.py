"""Cooks, phones and staff at the same moment: no step is lost and nobody waits for each other (docs/locks.md)."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.clock import now
from core.transactions import transaction
from kitchen.tickets import changes, fire, locking
from ordering.calls.models import Call
from ordering.orders.models import Order
from tests.concurrency.together import at_once
from tests.people import new_key

DISH, MAIN = "米饭", "宫保鸡丁"
ONE_WRITER = "SQLite has one writer: nothing is overlooked there, with or without a lock"


@pytest.fixture
def kitchen(place):
    """A dish of two stations that finish it together, and a screen of each."""
    place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})
    place.stations = [s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"]]
    dish = {"station_ids": place.stations, "stations_finish": "together"}
    place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes[DISH]['id']}", dish)
    place.screens = [place.screen([station]) for station in place.stations]
    return place


def sent(place, table, dish=DISH, quantity=1):
    guest = place.sit(table)
    assert place.send(guest, place.add(guest, dish, quantity))[0] == 201
    return guest


def tickets(screen, among="tickets"):
    return screen.get("/api/v1/kitchen/board")[1][among]


def touch(screen, ticket, do, **body):
    return screen.post(f"/api/v1/kitchen/tickets/{ticket}/{do}", body)


def portions(place, screen, quantity):
    path = f"/api/v1/kitchen/menu-items/{place.dishes[DISH]['id']}/portions"
    return screen.post(path, {"quantity": quantity, "request_id": new_key()})


def test_two_stations_that_bump_one_dish_together_agree(kitchen):
    for n in range(4):
        sent(kitchen, n)
    ours = [[ticket["id"] for ticket in tickets(screen)] for screen in kitchen.screens]
    answers = at_once(
        lambda: [touch(kitchen.screens[0], id, "bump") for id in ours[0]],
        lambda: [touch(kitchen.screens[1], id, "bump") for id in reversed(ours[1])],
        lambda: [portions(kitchen, kitchen.screens[0], 1) for _ in range(3)],
    )
    assert {status for given in answers for status, _ in given} == {200}
    assert [tickets(screen) for screen in kitchen.screens] == [[], []]
    assert [kitchen.sit(n).get("/api/v1/visit")[1]["orders"][0]["status"] for n in range(4)] == ["ready"] * 4


def marked_at_once(place) -> int:
    """How many portions are done after two screens marked three at the same moment."""
    for n in range(4):
        sent(place, n, quantity=2)
    answers = at_once(*(lambda s=screen: portions(place, s, 3) for screen in place.screens))
    assert [status for status, _ in answers] == [200, 200]
    return sum(line["done"] for t in tickets(place.screens[0]) for line in t["lines"]) + 2 * (
        4 - len(tickets(place.screens[0]))
    )


def test_two_cooks_who_mark_portions_mark_them_all(kitchen):
    assert marked_at_once(kitchen) == 6


def test_twin_without_holding_them_portions_are_lost(app, kitchen, monkeypatch):
    if app.extensions["engine"].dialect.name == "sqlite":
        pytest.skip(ONE_WRITER)
    gate, whole = threading.Barrier(2), locking.tickets_where

    def both_have_read(*args, **kwargs):
        found = whole(*args, **kwargs)
        with suppress(threading.BrokenBarrierError):
            gate.wait(5)
        return found

    monkeypatch.setattr(locking, "ask", lambda *_: None)
    monkeypatch.setattr(locking, "lock", lambda *_: None)
    monkeypatch.setattr(locking, "tickets_where", both_have_read)
    assert marked_at_once(kitchen) < 6


def sent_while_fired(place, times=3) -> list[str]:
    """Tables with a main that is still held though its course was fired while it was sent."""
    version = place.owner.get(place.home)[1]["version"]
    place.owner.call("PATCH", place.home, {"version": version, "courses": "by_hand"})
    for dish, course in ((DISH, 1), (MAIN, 2)):
        place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes[dish]['id']}", {"course": course})
    screen, left = place.screen(), []
    for n in range(times):
        guest = place.sit(n)
        place.add(guest, DISH)
        assert place.send(guest, place.add(guest, MAIN))[0] == 201
        (held,) = tickets(screen, "held")
        cart = place.add(guest, MAIN)
        answers = at_once(lambda h=held: touch(screen, h["id"], "fire"), lambda g=guest, c=cart: place.send(g, c))
        assert [status for status, _ in answers] == [200, 201]
        left += [ticket["table"] for ticket in tickets(screen, "held")]
        for ticket in tickets(screen, "held"):
            touch(screen, ticket["id"], "fire")
    return left


def test_a_dish_that_is_sent_while_its_course_is_fired_goes_too(place):
    assert sent_while_fired(place) == []


def test_twin_without_holding_the_visit_it_is_left_behind(app, place, monkeypatch):
    if app.extensions["engine"].dialect.name == "sqlite":
        pytest.skip(ONE_WRITER)
    gate, waiting, whole = threading.Barrier(2), fire.waiting, locking.tickets_where

    def meet(do):
        def late(*args):
            found = do(*args)
            with suppress(threading.BrokenBarrierError):
                gate.wait(1)
            return found

        return late

    held = locking.ask
    monkeypatch.setattr(locking, "ask", lambda *asked: None if "Visits" in type(asked[1]).__name__ else held(*asked))
    monkeypatch.setattr(fire, "waiting", meet(waiting))
    monkeypatch.setattr(locking, "tickets_where", meet(whole))
    assert sent_while_fired(place)


def hurried_while_answered(place, rounds=3) -> list[tuple]:
    """(calls that the ticket bears, calls that nobody has answered), where one is answered while another is made."""
    bad = []
    for n in range(rounds):
        guest = sent(place, n)
        _backdate(Order, place, released_at=now() - timedelta(hours=1))
        order = guest.get("/api/v1/visit")[1]["orders"][0]["id"]
        hurry = {"kind": "rush", "order_id": order}
        first = guest.post("/api/v1/visit/calls", hurry)[1]["id"]
        _backdate(Call, place, made_at=now() - timedelta(minutes=6))
        answers = at_once(
            lambda f=first: place.owner.post(f"{place.home}/calls/{f}/answer"),
            lambda g=guest, h=hurry: g.post("/api/v1/visit/calls", h),
        )
        assert [status for status, _ in answers] == [200, 201]
        waits = {call["id"] for call in guest.get("/api/v1/visit")[1]["calls"] if not call["answered_at"]}
        told = {c["id"] for t in tickets(place.screens[0]) if t["order_id"] == order for c in t["calls"]}
        bad += [(told, waits)] if told != waits else []
    return bad


def _backdate(model, place, **when):
    with transaction() as session:
        session.execute(update(model).where(model.restaurant_id == place.id).values(**when))


def test_a_call_that_is_made_while_another_is_answered_stays(kitchen):
    assert hurried_while_answered(kitchen) == []


def test_twin_without_locking_the_tickets_first_a_call_is_lost(app, kitchen, monkeypatch):
    if app.extensions["engine"].dialect.name == "sqlite":
        pytest.skip(ONE_WRITER)
    gate, whole = threading.Barrier(2), changes.tickets_where

    def both_have_read(*args, **kwargs):
        found = whole(*args, **kwargs)
        with suppress(threading.BrokenBarrierError):
            gate.wait(1)
        return found

    monkeypatch.setattr(changes, "lock", lambda *_: None)
    monkeypatch.setattr(changes, "tickets_where", both_have_read)
    assert hurried_while_answered(kitchen)
