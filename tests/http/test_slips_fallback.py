"""Paper where no screen is, on both databases: what is printed then, once, and what alarms say of it."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.clock import now, told
from core.transactions import reading, transaction
from kitchen.alarms.queries import alarms_at
from kitchen.screens.models import Screen
from kitchen.slips import falling_back
from kitchen.tickets.models import Ticket
from kitchen.tickets.silence import waiting_tickets
from tests.slips import Paper

pytestmark = pytest.mark.usefixtures("any_port")


def silence(kitchen, seconds):
    """The screens of the place were last heard so many seconds ago."""
    with transaction() as session:
        session.execute(
            update(Screen)
            .where(Screen.restaurant_id == kitchen.place.id)
            .values(last_seen_at=now() - timedelta(seconds=seconds))
        )


@pytest.fixture
def fallback(place, device):
    place.screen()
    kitchen = Paper(place, device.connection, policy="fallback")
    silence(kitchen, 0)
    return kitchen


def test_what_a_live_screen_has_not_drawn_in_twenty_seconds_is_printed_once(fallback, device):
    fallback.order()
    fallback.fall_back()
    assert fallback.slips() == []
    silence(fallback, -30)  # alive all the time, but it acknowledged nothing
    fallback.fall_back(19)
    assert fallback.slips() == []
    for at in (20, 21, 40):
        fallback.fall_back(at)
    assert fallback.run(22) == 1
    assert device.paper.cuts == 1


def test_without_a_live_screen_it_is_printed_at_once(fallback, device):
    silence(fallback, 21)
    fallback.order()
    fallback.fall_back()
    assert fallback.run() == 1
    assert device.paper.cuts == 1
    assert "补打" not in device.paper.text


def test_what_was_acknowledged_is_not_printed_and_neither_is_what_waited(fallback, device):
    silence(fallback, 21)
    fallback.order(0)
    fallback.fall_back()
    acknowledge(fallback)  # the screen came back before the paper moved
    fallback.order(1)
    acknowledge(fallback)
    fallback.fall_back(40)
    assert fallback.run(40) == 0
    assert (fallback.states(), device.received) == (["unneeded"], [])


def test_an_old_ticket_is_no_news_for_paper(fallback):
    fallback.order()
    fallback.fall_back(901)
    assert fallback.slips() == []


def test_twin_without_the_rule_nothing_is_printed(fallback, monkeypatch):
    """The same walk with the rule taken out must print nothing; else the tests above prove nothing."""
    monkeypatch.setattr(falling_back, "wants_paper", lambda *_: False)
    silence(fallback, 21)
    fallback.order()
    fallback.fall_back(60)
    assert fallback.slips() == []


def test_twin_without_the_mark_a_retry_prints_a_second_time(fallback, device, monkeypatch):
    """Without the unique cause every look would make another slip."""
    names = iter(range(100))
    plain = falling_back.add_slip
    monkeypatch.setattr(falling_back, "_there", lambda *_: set())
    monkeypatch.setattr(
        falling_back, "add_slip", lambda s, r, p, t, kind, cause: plain(s, r, p, t, kind, f"{next(names)}")
    )
    silence(fallback, 21)
    fallback.order()
    for at in (1, 2, 3):
        fallback.fall_back(at)
    assert fallback.run(4) == 3


def acknowledge(kitchen):
    with transaction() as session:
        session.execute(update(Ticket).where(Ticket.restaurant_id == kitchen.place.id).values(acknowledged_at=now()))


def test_a_kitchen_that_works_from_paper_has_no_alarm_while_the_paper_comes_out(place, device):
    kitchen = Paper(place, device.connection)
    kitchen.order(0)
    kitchen.run()
    assert alarms(kitchen, 30) == []
    device.mood = "no_paper"
    kitchen.order(1)
    kitchen.run()
    assert sorted(alarms(kitchen, 30)) == [("no_live_screen", 2), ("unheard", 1)]
    kitchen.change(policy="fallback")
    assert ("unheard", 2) in alarms(kitchen, 30)  # paper that only stands in takes no alarm away


def alarms(kitchen, seconds):
    """(code, how many tickets)"""
    with told(now() + timedelta(seconds=seconds)) as at, reading() as session:
        rows = {kitchen.place.id: waiting_tickets(session, at, kitchen.place.id)}
        due = alarms_at(session, rows, at)[kitchen.place.id]
    return [(code, len(entry["tickets"])) for (code, _), entry in due.items()]


def test_a_course_is_printed_when_it_is_fired(place, device):
    kitchen, guest = Paper(place, device.connection), place.sit()
    version = place.owner.get(place.home)[1]["version"]
    place.owner.call("PATCH", place.home, {"version": version, "courses": "by_hand"})
    for name, course in (("米饭", 1), ("宫保鸡丁", 2)):
        place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes[name]['id']}", {"course": course})
    place.add(guest, "米饭")
    assert place.send(guest, place.add(guest, "宫保鸡丁"))[0] == 201
    kitchen.run()
    assert ("米饭" in device.paper.text, "宫保鸡丁" in device.paper.text) == (True, False)
    screen = place.screen()
    held = screen.get("/api/v1/kitchen/board")[1]["held"][0]["id"]
    assert screen.post(f"/api/v1/kitchen/tickets/{held}/fire")[0] == 200
    kitchen.run()
    assert "第 2 道" in device.paper.text and "宫保鸡丁" in device.paper.text
    assert device.paper.cuts == 2


# asked for
