"""Courses over HTTP on both databases: held, fired by hand or by the kitchen's word, never lost, truly told."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from core.clock import now, told
from core.transactions import transaction
from ordering.orders.models import Order
from tests.people import Person, new_key

STARTER, MAIN = "米饭", "宫保鸡丁"


class Dinner:
    """A place with a starter (course 1) and a main (course 2), a screen of all stations, and a table."""

    def __init__(self, place, courses="by_hand", **settings):
        self.place, self.screen, self.guest = place, place.screen(), place.sit()
        for dish, course in ((STARTER, 1), (MAIN, 2)):
            self.own("PATCH", f"/menu-items/{place.dishes[dish]['id']}", {"course": course})
        self.set(courses=courses, **settings)

    def own(self, method, path, body=None):
        return self.place.owner.call(method, f"{self.place.home}{path}", body)

    def set(self, **settings):
        status, body = self.own("PATCH", "", {"version": self.own("GET", "")[1]["version"], **settings})
        assert status == 200, body

    def send(self, *dishes, guest=None):
        for dish in dishes:
            cart = self.place.add(guest or self.guest, dish)
        status, body = self.place.send(guest or self.guest, cart)
        assert status == 201, body
        return body["order"]

    def board(self):
        return self.screen.get("/api/v1/kitchen/board")[1]

    def seen(self) -> tuple[list, list]:
        """(dishes on the board, dishes held), as `name course`."""
        board = self.board()
        return tuple(
            [f"{line['name']} {t['course']}" for t in board[where] for line in t["lines"] if line["status"] != "voided"]
            for where in ("tickets", "held")
        )

    def touch(self, do, ticket=None, among="tickets", **body):
        return self.screen.post(f"/api/v1/kitchen/tickets/{ticket or self.board()[among][0]['id']}/{do}", body)

    def lines(self):
        return [(line["name"], line["status"], line["held"]) for o in self.orders() for line in o["lines"]]

    def orders(self):
        return self.guest.get("/api/v1/visit")[1]["orders"]

    def visit(self):
        return f"/visits/{self.guest.get('/api/v1/visit')[1]['visit']['id']}"


def test_without_courses_nothing_waits(place):
    dinner = Dinner(place, "off")
    order = dinner.send(STARTER, MAIN)
    assert dinner.seen() == ([f"{STARTER} 0", f"{MAIN} 0"], [])
    assert len(dinner.board()["tickets"]) == 1
    assert [(line["course"], line["held"]) for line in order["lines"]] == [(0, False)] * 2


def test_a_later_course_waits_for_the_hand_and_is_told_as_waiting(place):
    dinner = Dinner(place)
    order = dinner.send(STARTER, MAIN)
    assert [(line["name"], line["held"]) for line in order["lines"]] == [(STARTER, False), (MAIN, True)]
    assert dinner.seen() == ([f"{STARTER} 1"], [f"{MAIN} 2"])
    assert [entry["name"] for entry in dinner.board()["all_day"]] == [STARTER]
    held = dinner.board()["held"][0]
    for do in ("start", "bump", "rush"):
        assert dinner.touch(do, held["id"])[1]["code"] == "illegal_step"
    dinner.touch("bump")
    assert dinner.seen() == ([], [f"{MAIN} 2"])  # by hand means by hand
    assert dinner.lines() == [(STARTER, "ready", False), (MAIN, "queued", True)]
    assert dinner.orders()[0]["status"] == "preparing"
    key = new_key()
    status, fired = dinner.touch("fire", held["id"], request_id=key)
    assert (status, fired["held"], fired["fired_at"] > held["fired_at"]) == (200, False, True)
    assert fired["placed_at"] == held["placed_at"]
    assert dinner.touch("fire", held["id"], request_id=key)[1] == fired  # replayed
    assert dinner.touch("fire", held["id"])[1] == fired  # nothing left to fire
    assert dinner.seen() == ([f"{MAIN} 2"], [])
    assert dinner.lines()[1] == (MAIN, "queued", False)


def test_a_course_goes_when_the_former_one_is_ready(place):
    dinner = Dinner(place, "when_ready")
    dinner.send(STARTER, MAIN)
    dinner.send(STARTER)  # another round of the same course stands before the main too
    one, two = (ticket["id"] for ticket in dinner.board()["tickets"])
    dinner.touch("bump", one)
    assert dinner.seen() == ([f"{STARTER} 1"], [f"{MAIN} 2"])
    dinner.touch("bump", two)
    assert dinner.seen() == ([f"{MAIN} 2"], [])
    assert dinner.lines()[1] == (MAIN, "queued", False)
    dinner.touch("recall", one)  # what was fired stays fired
    assert sorted(dinner.seen()[0]) == sorted([f"{STARTER} 1", f"{MAIN} 2"])
    dinner.touch("bump", one)
    dinner.send(MAIN)
    assert dinner.seen() == ([f"{MAIN} 2"] * 2, [])


def test_a_starter_that_is_carried_without_a_bump_fires_the_main(place):
    dinner = Dinner(place, "when_ready")
    order = dinner.send(STARTER, MAIN)
    dinner.own("POST", f"/orders/{order['id']}/lines/{order['lines'][0]['id']}/serve")
    assert dinner.board()["held"] == []
    assert dinner.lines()[1] == (MAIN, "queued", False)


def test_a_later_round_of_a_fired_course_goes_at_once(place):
    dinner = Dinner(place)
    dinner.send(STARTER, MAIN)
    dinner.send(MAIN)
    assert dinner.seen() == ([f"{STARTER} 1"], [f"{MAIN} 2"] * 2)
    dinner.touch("fire", among="held")  # the course of the whole table
    assert dinner.seen() == ([f"{STARTER} 1", f"{MAIN} 2", f"{MAIN} 2"], [])
    dinner.send(MAIN)
    assert dinner.seen()[1] == []


def test_a_table_without_starters_waits_for_nothing(place):
    dinner = Dinner(place)
    dinner.send(MAIN)
    assert dinner.seen() == ([f"{MAIN} 2"], [])


def test_taking_off_the_last_starter_fires_the_main(place):
    dinner = Dinner(place, "when_ready")
    order = dinner.send(STARTER, MAIN)
    dinner.own("POST", f"/orders/{order['id']}/lines/{order['lines'][0]['id']}/void", {"reason": "没货"})
    assert dinner.seen() == ([f"{MAIN} 2"], [])


def test_a_held_dish_that_is_taken_off_troubles_no_cook(place):
    dinner = Dinner(place)
    order = dinner.send(STARTER, MAIN)
    dinner.own("POST", f"/orders/{order['id']}/lines/{order['lines'][1]['id']}/void", {"reason": "不要了"})
    board = dinner.board()
    assert (board["held"], [t["void_waits"] for t in board["tickets"]]) == ([], [False])
    dinner.send(MAIN)
    again = dinner.send(STARTER, MAIN)
    dinner.own("POST", f"/orders/{again['id']}/cancel", {"reason": "走了"})
    assert dinner.seen() == ([f"{STARTER} 1"], [f"{MAIN} 2"])


def test_held_tickets_go_with_the_party(place):
    dinner, others = Dinner(place), place.sit(1)
    dinner.send(STARTER, MAIN)
    dinner.own("POST", f"{dinner.visit()}/move", {"table_id": place.tables[4]["id"]})
    (held,) = dinner.board()["held"]
    assert (held["table"], held["moved_from"]) == ("H05", "H01")
    dinner.send(STARTER, guest=others)
    theirs = others.get("/api/v1/visit")[1]["visit"]["id"]
    dinner.own("POST", f"{dinner.visit()}/merge", {"into_visit_id": theirs})
    (held,) = dinner.board()["held"]
    assert (held["table"], held["moved_from"], held["visit_id"]) == ("H02", "H01", theirs)
    assert dinner.touch("fire", held["id"])[1]["held"] is False


def test_a_table_is_not_settled_over_what_is_held(place):
    dinner = Dinner(place)
    dinner.send(STARTER, MAIN)
    status, paid = dinner.guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())
    assert status == 201, paid
    dinner.own("POST", f"/payments/{paid['payment']['id']}/confirm", {"method": "card"})
    status, problem = dinner.own("POST", f"{dinner.visit()}/close", {"how": "settled"})
    assert (status, problem["code"]) == (409, "dishes_held")
    assert problem["held"] == [{"course": 2, "dishes": [f"{MAIN} ×1"]}]
    path = f"{dinner.visit()}/close"
    assert dinner.own("POST", path, {"how": "forced", "reason": "赶车"})[0] == 200
    assert dinner.seen() == ([f"{STARTER} 1"], [])  # what was begun is still made; what was not is not


@pytest.mark.parametrize("settings", [{"service_mode": "pay_first"}, {"gate": "first_order_waits"}])
def test_gates_come_before_courses(place, settings):
    dinner = Dinner(place, **settings)
    order = dinner.send(STARTER, MAIN)
    assert dinner.seen() == ([], [])
    dinner.own("POST", f"/orders/{order['id']}/accept")
    assert dinner.seen() == ([f"{STARTER} 1"], [f"{MAIN} 2"])
    ticket, order = dinner.board()["tickets"][0], dinner.orders()[0]
    assert ticket["fired_at"] == order["released_at"] > ticket["placed_at"]
    assert [line["held"] for line in order["lines"]] == [False, True]


def test_only_what_is_fired_makes_an_order_accepted(app, place):
    dinner = Dinner(place)
    dinner.send(STARTER)
    dinner.touch("bump")
    dinner.send(MAIN)
    hear(dinner)
    assert [order["status"] for order in dinner.orders()] == ["ready", "placed"]
    dinner.touch("fire", among="held")
    hear(dinner)
    assert dinner.orders()[1]["status"] == "accepted"


def hear(dinner):
    """The screen has drawn all that it was sent."""
    for stream, at in dinner.board()["streams"].items():
        dinner.screen.get(f"/api/v1/live?stream={stream}&epoch={at['epoch']}&after={at['seq']}&drawn={at['seq']}")


def test_a_screen_of_another_station_fires_nothing(place):
    dinner = Dinner(place)
    dinner.send(STARTER, MAIN)
    bar = dinner.own("POST", "/stations", {"names": {"zh": "酒水"}})[1]["id"]
    held = dinner.board()["held"][0]["id"]
    path = f"/api/v1/kitchen/tickets/{held}/fire"
    assert place.screen([bar]).post(path)[1]["code"] == "ticket_unknown"
    assert Person(place.app.test_client()).post(path)[0] == 401
    assert place.owner.post(path)[0] in (200, 403, 404)


def test_what_waits_for_its_course_cannot_be_hurried_and_counts_for_nobody(place):
    dinner = Dinner(place)
    dinner.send(STARTER, MAIN)
    with transaction() as session:
        long_ago = {"released_at": now() - timedelta(hours=1)}
        session.execute(sa.update(Order).where(Order.restaurant_id == place.id).values(**long_ago))
    dinner.touch("bump")
    status, refused = dinner.guest.post("/api/v1/visit/calls", {"kind": "rush"})
    assert (status, refused["code"]) == (409, "illegal_step")
    assert dinner.own("GET", "/today")[1]["screens"][0]["open_tickets"] == 0
    dinner.touch("fire", among="held")
    assert [bool(line["fired_at"]) for order in dinner.orders() for line in order["lines"]] == [False, True]
    status, early = dinner.guest.post("/api/v1/visit/calls", {"kind": "rush"})
    assert (status, early["code"]) == (429, "too_many")  # it was called up this moment
    with told(now() + timedelta(hours=1)):
        assert dinner.guest.post("/api/v1/visit/calls", {"kind": "rush"})[0] == 201


def test_the_owners_average_does_not_count_the_time_that_a_course_was_held(place):
    dinner = Dinner(place)
    with told(now() - timedelta(hours=1)):
        dinner.send(STARTER, MAIN)
        dinner.touch("bump")
    dinner.touch("fire", among="held")
    dinner.touch("bump")
    assert dinner.own("GET", "/today")[1]["average_ready_seconds"] < 60
