"""What no screen confirms is told to staff and guest, once, and taken back once it is heard (promise 14)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.streams import note_ack
from core.clock import now, told
from core.identity import caller_of
from core.pushes import Frame
from core.transactions import reading, transaction
from kitchen.alarms import service
from kitchen.alarms.service import settle_alarms
from kitchen.screens.models import Screen
from kitchen.tickets.models import Ticket


class Night:
    """Two stations; what is sent stands at `AT`, and the round of the watch comes so many seconds later."""

    def __init__(self, app, place):
        self.app, self.place, self.at = app, place, now()
        place.owner.post(f"{place.home}/stations", {"names": {"zh": "凉菜"}})
        self.wok, self.cold = (s["id"] for s in place.owner.get(f"{place.home}/stations")[1]["items"])
        place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes['米饭']['id']}", {"station_id": self.cold})
        self.screen, self.guest = place.screen(), place.sit()

    def send(self, *dishes):
        with told(self.at):
            for dish in dishes:
                cart = self.place.add(self.guest, dish)
            status, answer = self.place.send(self.guest, cart)
        assert status == 201, answer
        return answer["order"]

    def watch(self, seconds, alive=True):
        """One round; `alive`: the screen was heard just before."""
        with told(self.at + timedelta(seconds=seconds)):
            with transaction() as session:
                if alive:
                    session.execute(
                        sa.update(Screen).where(Screen.restaurant_id == self.place.id).values(last_seen_at=now())
                    )
                settle_alarms(session, self.place.id)

    def hear(self, *stations):
        with self.app.app_context():
            who = caller_of(self.screen.token)
        for stream, at in self.screen.get("/api/v1/kitchen/board")[1]["streams"].items():
            if stream.removeprefix("station:") in stations:
                note_ack(who, stream, at["seq"])

    def standing(self):
        return [(a["code"], a["station_id"]) for a in self.place.owner.get(f"{self.place.home}/today")[1]["alarms"]]

    def told(self):
        """What the guest's page says of each order: whether staff know that a part is not confirmed."""
        return [o["staff_told_at"] is not None for o in self.guest.get("/api/v1/visit")[1]["orders"]]

    def pushed(self):
        """(code, still standing) of every frame that staff were sent."""
        with reading() as session:
            bodies = session.execute(
                sa.select(Frame.body)
                .where(Frame.restaurant_id == self.place.id, Frame.kind == "kitchen.alarm")
                .order_by(Frame.seq)
            ).scalars()
            return [(body["code"], body["cleared_at"] is None) for body in bodies]


@pytest.fixture
def night(app, place):
    return Night(app, place)


def test_twenty_seconds_unheard_are_told_once_and_taken_back_once(night):
    order = night.send("宫保鸡丁")
    night.watch(19)
    assert (night.standing(), night.told()) == ([], [False])
    night.watch(20)
    night.watch(21)
    assert (night.standing(), night.told()) == ([("unheard", night.wok)], [True])
    alarm = night.place.owner.get(f"{night.place.home}/today")[1]["alarms"][0]
    assert [(t["order_id"], t["table"], t["label"]) for t in alarm["tickets"]] == [(order["id"], "H01", order["label"])]
    night.hear(night.wok)
    night.watch(25)
    night.watch(26)
    assert (night.standing(), night.told()) == ([], [False])
    assert night.pushed() == [("unheard", True), ("unheard", False)]
    past = night.place.owner.get(f"{night.place.home}/alarms")[1]["items"]
    assert [(a["id"], a["raised_at"] < a["cleared_at"]) for a in past] == [(alarm["id"], True)]


def test_an_order_that_one_station_heard_is_told_of_the_other(night):
    night.send("宫保鸡丁", "米饭")
    night.hear(night.cold)
    night.watch(30)
    assert (night.standing(), night.told()) == ([("unheard", night.wok)], [True])
    assert night.guest.get("/api/v1/visit")[1]["orders"][0]["accepted_at"]
    night.hear(night.wok)
    night.watch(31)
    assert (night.standing(), night.told()) == ([], [False])


def test_a_dark_station_is_told_at_once_and_what_it_had_seen_is_not_taken_back(night):
    night.send("宫保鸡丁")
    night.hear(night.wok)
    night.watch(100, alive=False)  # the screen had it and went away
    assert (night.standing(), night.told()) == ([("no_live_screen", night.wok)], [False])
    night.at += timedelta(seconds=100)
    night.send("宫保鸡丁")
    night.watch(1, alive=False)
    assert (night.standing(), night.told()) == ([("no_live_screen", night.wok)], [False, True])
    night.watch(2)
    night.hear(night.wok)
    assert (night.standing(), night.told()) == ([], [False, False])
    assert night.pushed() == [("no_live_screen", True)] * 2 + [("no_live_screen", False)]


@pytest.mark.parametrize("does", ["void", "start"])
def test_what_is_taken_off_or_touched_by_a_person_waits_for_no_screen(night, does):
    order = night.send("宫保鸡丁")
    night.watch(30)
    if does == "void":
        night.place.owner.post(f"{night.place.home}/orders/{order['id']}/cancel", {"reason": "点错"})
    else:
        ticket = night.screen.get("/api/v1/kitchen/board")[1]["tickets"][0]["id"]
        night.place.owner.post(f"/api/v1/kitchen/tickets/{ticket}/start?restaurant_id={night.place.id}")
        night.screen.post(f"/api/v1/kitchen/tickets/{ticket}/start")
    night.watch(31)
    assert (night.standing(), night.told()) == ([], [False])


def test_a_held_course_waits_for_nobody_until_it_is_fired(night):
    night.send("宫保鸡丁")
    with transaction() as session:
        session.execute(sa.update(Ticket).where(Ticket.restaurant_id == night.place.id).values(held=True))
    night.watch(60, alive=False)
    assert night.standing() == []
    with transaction() as session:
        fired = {"held": False, "fired_at": night.at + timedelta(seconds=60)}
        session.execute(sa.update(Ticket).where(Ticket.restaurant_id == night.place.id).values(**fired))
    night.watch(79)
    assert night.standing() == []
    night.watch(80)
    assert night.standing() == [("unheard", night.wok)]


def test_an_expo_screen_cooks_nothing(night):
    home = night.place.home
    _, expo = night.place.owner.post(f"{home}/stations", {"names": {"zh": "传菜"}, "kind": "expo"})
    night.screen = night.place.screen([expo["id"]])
    for screen in night.place.owner.get(f"{home}/screens")[1]["items"]:
        if expo["id"] not in screen["station_ids"]:
            night.place.owner.call("DELETE", f"{home}/screens/{screen['id']}")
    night.send("宫保鸡丁")
    night.watch(1)
    assert night.standing() == [("no_live_screen", night.wok)]


def test_twin_without_the_standing_rows_every_round_raises_it_again(night, monkeypatch):
    night.send("宫保鸡丁")
    night.watch(30)
    assert night.pushed() == [("unheard", True)]
    monkeypatch.setattr(service, "_standing", lambda *_: {})
    with pytest.raises(sa.exc.IntegrityError):  # the index is the second guard
        night.watch(31)


def hold(place):
    version = place.owner.get(place.home)[1]["version"]
    status, _ = place.owner.call("PATCH", place.home, {"version": version, "when_kitchen_dark": "hold"})
    assert status == 200


def test_a_dark_kitchen_holds_sending_where_the_owner_wants_it(app, place):
    guest = place.sit()
    cart = place.add(guest)
    hold(place)
    status, refused = place.send(guest, cart)
    assert (status, refused["code"]) == (409, "kitchen_dark")
    assert guest.get("/api/v1/visit")[1]["cart"]["lines"] == cart["lines"]
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    sends = {"cart_version": cart["version"], "shown_total": cart["total"]}
    status, sent = place.owner.call("POST", f"{place.home}/visits/{visit}/orders", sends, "k" * 32)
    assert status == 201, sent  # staff take it to the kitchen themselves
    screen = place.screen()
    screen.get("/api/v1/kitchen/board")
    assert place.send(guest, place.add(guest))[0] == 201
    with told(now() + timedelta(seconds=25)):
        assert place.send(guest, place.add(guest))[1]["code"] == "kitchen_dark"


def test_without_that_wish_nothing_holds_an_order(place):
    guest = place.sit()
    assert place.send(guest, place.add(guest))[0] == 201
