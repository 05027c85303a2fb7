"""One order, from scan to bill, and the ways in which others lose one."""

import pytest
from sqlalchemy import update

from core import facts
from kitchen.tickets.fire import fire_tickets
from kitchen.tickets.models import TicketLine
from ordering.orders.events import OrderReleased
from tests.people import new_key


def test_scan_to_paid(place):
    screen, guest = place.screen(), place.sit()
    cart = place.add(guest, "宫保鸡丁", 2)
    assert cart["total"] == 2 * 4150
    status, sent = place.send(guest, cart)
    assert status == 201
    assert sent["order"]["status"] == "placed"
    assert sent["bill"]["total"] == 8300
    assert sent["cart"]["lines"] == []
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]
    assert [(line["name"], line["quantity"]) for line in ticket["lines"]] == [("宫保鸡丁", 2)]
    assert screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")[1]["status"] == "bumped"
    assert guest.get("/api/v1/visit")[1]["orders"][0]["status"] == "ready"
    payment = guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())[1]["payment"]
    status, done = place.owner.post(
        f"{place.home}/payments/{payment['id']}/confirm", {"method": "cash", "tendered": 10000}
    )
    assert (status, done["status"], done["change"]) == (200, "settled", 1700)
    assert guest.get("/api/v1/visit")[1]["bill"]["due"] == 0
    assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "paid"


@pytest.mark.parametrize("quantity", [-3, 0, 1_000_000, "2", True, 1.5, 2**63, None])
def test_quantities_are_whole_numbers_from_1_to_99(place, quantity):
    guest = place.sit()
    status, problem = guest.post(
        "/api/v1/visit/cart/lines", {"item_id": place.dishes["米饭"]["id"], "quantity": quantity}
    )
    assert status == 422
    assert "quantity" in problem["errors"]


def test_unknown_fields_are_refused_by_name(place):
    guest = place.sit()
    status, problem = guest.post(
        "/api/v1/visit/cart/lines", {"item_id": place.dishes["米饭"]["id"], "quantity": 1, "price": 1}
    )
    assert status == 422
    assert "price" in problem["errors"]


def test_same_key_same_answer(place):
    guest, key = place.sit(), new_key()
    cart = place.add(guest)
    first, again = place.send(guest, cart, key), place.send(guest, cart, key)
    assert first == again
    assert len(guest.get("/api/v1/visit")[1]["orders"]) == 1
    assert place.send(guest, cart, key, note="x")[1]["code"] == "idempotency_key_reused"
    assert (
        guest.post("/api/v1/visit/orders", {"cart_version": 0, "shown_total": 0})[1]["code"]
        == "idempotency_key_missing"
    )


def test_another_total_than_shown_saves_nothing(place):
    guest = place.sit()
    cart = place.add(guest)
    status, problem = place.send(guest, {**cart, "total": 1})
    assert (status, problem["code"], problem["cart"]["total"]) == (409, "price_changed", 200)
    assert guest.get("/api/v1/visit")[1]["orders"] == []


def test_price_changed_on_the_menu_is_shown_before_it_is_charged(place):
    guest = place.sit()
    cart = place.add(guest)
    assert place.owner.call("PATCH", f"{place.home}/menu-items/{place.dishes['米饭']['id']}", {"price": 300})[0] == 200
    status, problem = place.send(guest, cart)
    assert (status, problem["code"], problem["cart"]["total"]) == (409, "price_changed", 300)
    assert place.send(guest, problem["cart"])[0] == 201


def test_sold_out_is_refused_by_name_and_the_rest_stays(place):
    screen, guest = place.screen(), place.sit()
    place.add(guest)
    cart = place.add(guest, "宫保鸡丁")
    dish = place.dishes["米饭"]["id"]
    assert screen.post(f"/api/v1/kitchen/menu-items/{dish}/availability", {"available": False})[0] == 200
    status, problem = place.send(guest, cart)
    assert (status, problem["code"], [line["name"] for line in problem["lines"]]) == (409, "item_sold_out", ["米饭"])
    assert len(guest.get("/api/v1/visit")[1]["cart"]["lines"]) == 2


def work_after_a_ready_dish(place) -> list[tuple[int, int]]:
    """(round, portions still to be made) on the board, after one more of a dish that is ready."""
    screen, guest = place.screen(), place.sit()
    place.send(guest, place.add(guest))
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]
    screen.post(f"/api/v1/kitchen/tickets/{ticket['id']}/bump")
    place.send(guest, place.add(guest))
    board = screen.get("/api/v1/kitchen/board")[1]
    made = sum(entry["quantity"] for entry in board["all_day"])
    return [(t["round"], made) for t in board["tickets"]]


def test_a_new_round_of_a_ready_dish_is_new_work(place):
    assert work_after_a_ready_dish(place) == [(2, 1)]


def test_twin_a_portion_added_to_the_finished_line_is_never_cooked(place, monkeypatch):
    def merge_or_fire(session, fact):
        """What others do: the dish stands on the table's ticket already, so its line only grows."""
        mine = (TicketLine.restaurant_id == fact.restaurant_id, TicketLine.item_id == fact.lines[0].item_id)
        grown = session.execute(update(TicketLine).where(*mine).values(quantity=TicketLine.quantity + 1)).rowcount
        if not grown:
            fire_tickets(session, fact)

    monkeypatch.setitem(facts._reactions, OrderReleased, [merge_or_fire])
    assert work_after_a_ready_dish(place) == []


def test_codes_rotate(place):
    old = place.tables[2]
    assert place.owner.post(f"{place.home}/tables/{old['id']}/code/rotate")[0] == 200
    assert place.app.test_client().get(f"/t/{old['code']}").status_code == 410
    assert place.app.test_client().get("/t/" + "x" * 22).status_code == 404


def test_bump_repeats_and_replays_harmlessly(place):
    screen, guest = place.screen(), place.sit()
    place.send(guest, place.add(guest))
    ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]["id"]
    request_id = new_key()
    bump = f"/api/v1/kitchen/tickets/{ticket}/bump"
    assert screen.post(bump, {"request_id": request_id})[1]["status"] == "bumped"
    assert screen.post(f"/api/v1/kitchen/tickets/{ticket}/recall")[1]["status"] == "started"
    assert (
        screen.post(bump, {"request_id": request_id})[1]["status"] == "started"
    )  # the old touch, replayed after the recall
    assert screen.post(bump)[1]["status"] == "bumped"
