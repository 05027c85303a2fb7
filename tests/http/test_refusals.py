"""What cannot be ordered is refused by name, and the rest of the cart stays (promise 5)."""

from datetime import timedelta

import pytest

from core import limits
from core.clock import now, rfc3339
from ordering.orders import place as placing
from tests.concurrency.together import at_once
from tests.people import open_place

NEVER = {day: [] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def lines_of(guest):
    return [(line["name"], line["quantity"]) for line in guest.get("/api/v1/visit")[1]["cart"]["lines"]]


def added(guest, item_id, quantity=1, modifiers=()):
    return guest.post(
        "/api/v1/visit/cart/lines", {"item_id": item_id, "quantity": quantity, "modifiers": list(modifiers)}
    )


@pytest.mark.parametrize("quantity", [0, -1, 100, 1.5, "1", True, None, 2**63, [], 1e300])
def test_quantities(place, quantity):
    guest = place.sit()
    place.add(guest)
    status, problem = added(guest, place.dishes["米饭"]["id"], quantity)
    assert (status, list(problem["errors"])) == (422, ["quantity"])
    line = guest.get("/api/v1/visit")[1]["cart"]["lines"][0]["id"]
    if quantity != 0:  # an absolute 0 takes the line out
        assert guest.call("PUT", f"/api/v1/visit/cart/lines/{line}", {"quantity": quantity})[0] == 422
    assert lines_of(guest) == [("米饭", 1)]


def test_99_of_one_dish_and_60_lines(place):
    guest = place.sit()
    place.add(guest, quantity=99)
    status, problem = added(guest, place.dishes["米饭"]["id"])
    assert (status, list(problem["errors"])) == (422, ["quantity"])
    for n in range(59):
        body = {"item_id": place.dishes["米饭"]["id"], "quantity": 1, "note": str(n)}
        limits.forget_all()
        assert guest.post("/api/v1/visit/cart/lines", body)[0] == 201
    status, problem = added(guest, place.dishes["宫保鸡丁"]["id"], 1, choices(place, 1))
    assert (status, problem["code"]) == (409, "cart_full")
    cart = guest.get("/api/v1/visit")[1]["cart"]
    assert len(cart["lines"]) == 60
    assert place.send(guest, cart)[0] == 201


def choices(place, count, group=0):
    item = place.dishes["宫保鸡丁"]
    return [{"id": m["id"], "quantity": 1} for m in item["modifier_groups"][group]["modifiers"][:count]]


def test_choices_that_are_missing_too_many_or_strange(place):
    guest, dish = place.sit(), place.dishes["宫保鸡丁"]["id"]
    place.add(guest)
    wrong = {
        "choice_missing": [],
        "too_many_choices": choices(place, 2),
        "choice_unknown": [*choices(place, 1), {"id": "nobodys", "quantity": 1}],
    }
    for code, modifiers in wrong.items():
        status, problem = added(guest, dish, 1, modifiers)
        assert (status, problem["code"], list(problem["errors"])) == (422, code, ["modifiers"])
    assert lines_of(guest) == [("米饭", 1)]


def test_closed_paused_and_of_another_restaurant(app, place):
    guest, other = place.sit(), open_place(app)
    cart = place.add(guest)
    assert added(guest, other.dishes["米饭"]["id"])[1]["code"] == "item_unknown"
    version = place.owner.get(place.home)[1]["version"]
    yesterday = (now() - timedelta(days=1)).strftime("%a").lower()
    hours = {**NEVER, yesterday: [["00:00", "00:01"]]}
    status, changed = place.owner.call("PATCH", place.home, {"version": version, "hours": hours})
    assert status == 200, changed
    assert place.send(guest, cart)[1]["code"] == "restaurant_closed"
    status, changed = place.owner.call("PATCH", place.home, {"version": changed["version"], "hours": {}})
    place.owner.post(f"{place.home}/pause", {"minutes": 5})
    assert place.send(guest, cart)[1]["code"] == "ordering_paused"
    place.owner.post(f"{place.home}/pause", {"minutes": 0})
    assert lines_of(guest) == [("米饭", 1)]
    assert place.send(guest, cart)[0] == 201


def sold_out_and_sent(place) -> list[str]:
    """What is wrong after one dish of two was taken off, by hand and by count, and the cart was sent."""
    guest, screen, problems = place.sit(), place.screen(), []
    place.add(guest)
    cart = place.add(guest, "宫保鸡丁")
    gone = f"/api/v1/kitchen/menu-items/{place.dishes['米饭']['id']}/availability"
    for how in ({"available": False}, {"available": False, "until": rfc3339(now() + timedelta(hours=1))}):
        screen.post(gone, how)
        status, problem = place.send(guest, cart)
        named = [line["name"] for line in problem.get("lines", ())]
        if (status, problem.get("code"), named) != (409, "item_sold_out", ["米饭"]):
            problems.append(f"sold out, but answered {status} {problem.get('code')} {named}")
        if lines_of(guest) != [("米饭", 1), ("宫保鸡丁", 1)]:
            problems.append("the cart did not stay")
        screen.post(gone, {"available": True})
    return problems


def test_sold_out_is_refused_by_name_and_the_rest_stays(place):
    assert sold_out_and_sent(place) == []


def test_twin_a_server_that_does_not_look_again_sells_what_is_gone(place, monkeypatch):
    monkeypatch.setattr(placing, "_be_sendable", lambda cart: None)
    assert sold_out_and_sent(place)


def test_a_counted_dish_is_never_sold_more_often_than_it_is_there(place):
    screen, guests = place.screen(), [place.sit(n) for n in range(6)]
    carts = [place.add(guest, quantity=2) for guest in guests]
    gone = f"/api/v1/kitchen/menu-items/{place.dishes['米饭']['id']}/availability"
    screen.post(gone, {"available": True, "left": 7})
    answers = at_once(*(lambda g=g, c=c: place.send(g, c) for g, c in zip(guests, carts, strict=True)))
    assert sorted(status for status, _ in answers) == [201, 201, 201, 409, 409, 409]
    assert place.owner.get(f"{place.home}/menu")[1]["categories"][0]["items"][1]["left"] == 1
