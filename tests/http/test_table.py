"""What phones at one table tell each other: who is here, how many eat, who is about to send, who asks to hurry."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from core.clock import now
from core.transactions import transaction
from ordering.calls.models import Call
from ordering.orders.models import Order
from ordering.orders.rush import rush_after_seconds


def frames(guest, after, kind=None):
    status, answer = guest.get(f"/api/v1/live?stream={after['stream']}&epoch={after['epoch']}&after={after['seq']}")
    assert status == 200, answer
    return [f for f in answer.get("frames", []) if kind in (None, f["kind"])]


def state(guest):
    return guest.get("/api/v1/visit")[1]


def aged(model, **values):
    with transaction() as session:
        session.execute(update(model).values(**values))


def test_a_phone_that_joins_is_heard_of(place):
    one = place.sit()
    before = state(one)
    two = place.sit()
    (heard,) = frames(one, before, "guest.joined")
    assert (heard["body"]["nickname"], heard["body"]["is_you"]) == ("莲子", False)
    assert [g["is_you"] for g in state(two)["guests"]] == [False, True]


def test_a_new_name_is_heard_of_and_must_be_one(place):
    one, two = place.sit(), place.sit()
    before = state(two)
    assert one.call("PUT", "/api/v1/visit/nickname", {"nickname": "老周"})[0] == 200
    (heard,) = frames(two, before, "guest.changed")
    assert (heard["body"]["nickname"], heard["body"]["is_you"]) == ("老周", False)
    status, refused = one.call("PUT", "/api/v1/visit/nickname", {"nickname": "  "})
    assert (status, list(refused["errors"])) == (422, ["nickname"])


def test_covers_change_the_cart_of_every_phone(place):
    version = place.owner.get(place.home)[1]["version"]
    fee = {"kind": "per_head", "name": "茶位", "amount": 400}
    assert place.owner.call("PATCH", place.home, {"version": version, "fees": [fee]})[0] == 200
    one, two = place.sit(), place.sit()
    place.add(one)
    before = state(two)
    assert before["cart"]["total"] == 200 + 400
    assert one.call("PUT", "/api/v1/visit/covers", {"covers": 3})[0] == 200
    heard = {f["kind"]: f["body"] for f in frames(two, before)}
    assert heard["visit.changed"]["covers"] == 3
    assert heard["cart.changed"]["total"] == 200 + 3 * 400 == state(two)["cart"]["total"]


def test_who_confirms_is_told_for_ten_seconds_and_can_be_taken_over(place):
    one, two = place.sit(), place.sit()
    before = state(two)
    first = one.call("PUT", "/api/v1/visit/confirming", {"confirming": True})[1]["confirming"]
    (heard,) = frames(two, before, "visit.changed")
    assert heard["body"]["confirming"] == first == state(two)["visit"]["confirming"]
    assert first["guest_id"] == next(g["id"] for g in state(one)["guests"] if g["is_you"])
    assert two.call("PUT", "/api/v1/visit/confirming", {"confirming": True})[1]["confirming"] == first
    taken = two.call("PUT", "/api/v1/visit/confirming", {"confirming": True, "take_over": True})[1]["confirming"]
    assert taken["guest_id"] != first["guest_id"]
    still = one.call("PUT", "/api/v1/visit/confirming", {"confirming": False})[1]["confirming"]
    assert still == taken  # who was taken over cannot take the other's place away
    assert two.call("PUT", "/api/v1/visit/confirming", {"confirming": False})[1]["confirming"] is None


def test_the_kitchen_is_asked_to_hurry_after_its_time_and_every_five_minutes(place):
    guest = place.sit()
    order = place.send(guest, place.add(guest))[1]["order"]
    ask = {"kind": "rush", "order_id": order["id"]}
    status, refused = guest.post("/api/v1/visit/calls", ask)
    assert (status, refused["code"]) == (429, "too_many")
    with transaction() as session:
        wait = rush_after_seconds(session, place.id)
    assert wait == state(guest)["rush_after_seconds"] >= 480
    aged(Order, released_at=now() - timedelta(seconds=wait + 1))
    status, call = guest.post("/api/v1/visit/calls", {"kind": "rush"})
    assert (status, call["order_id"]) == (201, order["id"])
    assert guest.post("/api/v1/visit/calls", ask)[0] == 429
    aged(Call, made_at=now() - timedelta(minutes=5, seconds=1))
    assert guest.post("/api/v1/visit/calls", ask)[0] == 201


@pytest.mark.parametrize("order_id", ["0" * 36, "nonsense"])
def test_only_this_tables_orders_can_be_hurried(place, order_id):
    guest = place.sit()
    assert guest.post("/api/v1/visit/calls", {"kind": "rush", "order_id": order_id})[0] == 404
    assert guest.post("/api/v1/visit/calls", {"kind": "rush"})[1]["code"] == "illegal_step"


def test_a_line_says_when_it_moved(place):
    guest, screen = place.sit(), place.screen()
    place.send(guest, place.add(guest))
    assert state(guest)["orders"][0]["lines"][0]["changed_at"] is None
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]
    screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")
    line = state(guest)["orders"][0]["lines"][0]
    assert line["status"] == "ready"
    assert line["changed_at"] > state(guest)["orders"][0]["placed_at"]
