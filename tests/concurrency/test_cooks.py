"""A touch takes effect once, however often it comes; screens converge; no last dish is overlooked (promise 13)."""

import threading

import pytest

from app.streams import catch_up_of
from core.identity import caller_of
from core.transactions import reading
from kitchen.tickets import locking, service, steps
from tests.concurrency.together import at_once
from tests.live.fold import comparable, fold
from tests.people import new_key


def fired(place, table=0, dishes=("米饭",)) -> tuple:
    guest = place.sit(table)
    for dish in dishes:
        cart = place.add(guest, dish)
    place.send(guest, cart)
    return guest, place.one.get("/api/v1/kitchen/board")[1]["tickets"]


@pytest.fixture
def kitchen(place):
    """Two stations, a dish at each, and two screens that show both."""
    place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})
    cold = place.owner.get(f"{place.home}/stations")[1]["items"][-1]["id"]
    place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes['米饭']['id']}", {"station_id": cold})
    place.one, place.two = place.screen(), place.screen()
    return place


def bump(screen, ticket, request_id=None):
    return screen.post(f"/api/v1/kitchen/tickets/{ticket}/bump", {"request_id": request_id} if request_id else {})


def replayed(kitchen) -> list[str]:
    """What is wrong after a bump came ten times at once from two screens, was recalled, and came again."""
    guest, tickets = fired(kitchen)
    ticket, request_id = tickets[0]["id"], new_key()
    answers = at_once(*(lambda s=s: bump(s, ticket, request_id) for s in (kitchen.one, kitchen.two) * 5))
    problems = [f"answered {status}" for status, body in answers if (status, body.get("status")) != (200, "bumped")]
    kitchen.one.post(f"/api/v1/kitchen/tickets/{ticket}/recall")
    if bump(kitchen.two, ticket, request_id)[1]["status"] != "started":  # the queue of a screen that was offline
        problems.append("an old touch took effect again")
    if guest.get("/api/v1/visit")[1]["orders"][0]["status"] != "preparing":
        problems.append("the guest sees it as done")
    return problems


def test_a_bump_takes_effect_once(kitchen):
    assert replayed(kitchen) == []


def test_twin_without_remembered_touches_a_replay_bumps_again(kitchen, monkeypatch):
    monkeypatch.setattr(service, "claim", lambda *_: True)
    assert "an old touch took effect again" in replayed(kitchen)


def test_two_screens_converge(app, kitchen):
    """Both heard different frames at different times; in the end both show what a fresh board shows."""
    fired(kitchen, 0), fired(kitchen, 1)
    _, tickets = fired(kitchen, 2)
    with app.app_context():
        cooks = [caller_of(screen.token) for screen in (kitchen.one, kitchen.two)]
    stream = f"station:{tickets[0]['station_id']}"
    with reading() as session:
        at = catch_up_of(session, cooks[0], stream, -1, 0)
    ids = [t["id"] for t in tickets]
    at_once(
        lambda: [bump(kitchen.one, ticket) for ticket in ids],
        lambda: [bump(kitchen.two, ticket) for ticket in reversed(ids)],
        lambda: [kitchen.two.post(f"/api/v1/kitchen/tickets/{ids[0]}/recall") for _ in range(3)],
    )
    with reading() as session:
        fresh = catch_up_of(session, cooks[1], stream, -1, 0)
        missed = catch_up_of(session, cooks[0], stream, at["epoch"], at["seq"])
    shown = fold(stream, at["snapshot"], missed["frames"])
    assert comparable(shown) == comparable(fresh["snapshot"])


def finished_together(kitchen, times=6) -> list[str]:
    """Orders that are not ready though two cooks finished their two tickets, both at the same moment."""
    stuck = []
    for n in range(times):
        guest, _ = fired(kitchen, n % 6, ("米饭", "宫保鸡丁"))
        order = guest.get("/api/v1/visit")[1]["orders"][-1]
        mine = [t for t in kitchen.one.get("/api/v1/kitchen/board")[1]["tickets"] if t["order_id"] == order["id"]]
        at_once(*(lambda s=s, t=t: bump(s, t["id"]) for s, t in zip((kitchen.one, kitchen.two), mine, strict=True)))
        status = guest.get("/api/v1/visit")[1]["orders"][-1]["status"]
        if status != "ready":
            stuck.append(status)
    return stuck


def test_two_cooks_who_finish_one_order_together_leave_it_ready(kitchen):
    assert finished_together(kitchen) == []


def test_twin_without_holding_the_order_it_stays_unfinished(app, kitchen, monkeypatch):
    if app.extensions["engine"].dialect.name == "sqlite":
        pytest.skip("SQLite has one writer: nothing is overlooked there, with or without the order's lock")
    gate, tell = threading.Barrier(2), steps._tell_order

    def both_have_moved(*args):
        gate.wait(5)
        tell(*args)

    monkeypatch.setattr(locking, "ask", lambda *_: None)
    monkeypatch.setattr(locking, "lock", lambda *_: None)
    monkeypatch.setattr(steps, "_tell_order", both_have_moved)
    assert finished_together(kitchen)
