"""However many phones send one shared cart at once, it is one order, and no line is lost or doubled (promise 3)."""

import itertools
import threading

from core.transactions import reading
from ordering.carts.service import take_all
from ordering.orders import place as placing
from ordering.table import routes
from ordering.visits.queries import visit_of
from tests.concurrency.together import at_once

PHONES = 6


def wrong_after(place, answers, phone, quantity, price) -> list[str]:
    """What is not right after one cart of `quantity` dishes was sent by all phones at once."""
    state = phone.get("/api/v1/visit")[1]
    problems = [f"answered {status}: {body}" for status, body in answers if status != 201]
    shown = {body["order"]["id"] for status, body in answers if status == 201}
    if shown != {order["id"] for order in state["orders"]} or len(shown) != 1:
        problems.append(f"{len(state['orders'])} orders, phones were shown {len(shown)}")
    sold = sum(line["quantity"] for order in state["orders"] for line in order["lines"])
    if (sold, state["bill"]["total"]) != (quantity, quantity * price):
        problems.append(f"sold {sold} for {state['bill']['total']}")
    fired = sum(line["quantity"] for t in place.screen_board() for line in t["lines"])
    if fired != quantity:
        problems.append(f"the kitchen makes {fired}")
    return problems


def sent_by_all(place, phones=PHONES) -> list[str]:
    screen = place.screen()
    place.screen_board = lambda: screen.get("/api/v1/kitchen/board")[1]["tickets"]
    guests = [place.sit() for _ in range(phones)]
    for guest in guests:
        cart = place.add(guest, quantity=2)
    answers = at_once(*(lambda guest=guest: place.send(guest, cart) for guest in guests))
    return wrong_after(place, answers, guests[0], 2 * phones, 200)


def test_one_cart_sent_by_six_phones_is_one_order(place):
    assert sent_by_all(place) == []


def test_twin_without_lock_version_and_unique_row_one_cart_is_two_orders(place, monkeypatch):
    """place_order as it is, but the cart is read before the transaction, as a program without our guards would."""
    seen, gate, rounds = threading.local(), threading.Barrier(2), itertools.count(100)
    once = routes.once

    class Any(int):
        """A version that never differs: the check is gone, and each order has one of its own: no row is unique."""

        def __ne__(self, other):
            return False

        __hash__ = int.__hash__

    def look_then_write(principal, route, restaurant_id, body, work, needs=()):
        with reading() as session:
            row = visit_of(session, restaurant_id, place.visit)
            seen.cart = take_all(session, row)
            mark = next(rounds)
            seen.visit = row._replace(rounds=mark, cart_version=Any(mark))
        gate.wait(10)
        return once(principal, route, restaurant_id, body, work)

    place.visit = place.sit().get("/api/v1/visit")[1]["visit"]["id"]
    monkeypatch.setattr(routes, "once", look_then_write)
    monkeypatch.setattr(placing, "lock_open_visit", lambda *_: seen.visit)
    monkeypatch.setattr(placing, "take_all", lambda *_: seen.cart)
    assert any("2 orders" in problem for problem in sent_by_all(place, phones=2))


def test_lines_added_while_another_sends_are_neither_lost_nor_doubled(place):
    phones = [place.sit() for _ in range(PHONES)]

    def add_and_send(phone, quantity):
        place.add(phone, quantity=quantity)
        for _ in range(20):
            cart = phone.get("/api/v1/visit")[1]["cart"]
            if not cart["lines"] or place.send(phone, cart)[0] == 201:
                return

    at_once(*(lambda p=p, n=n: add_and_send(p, n) for n, p in enumerate(phones, 1)))
    state = phones[0].get("/api/v1/visit")[1]
    sold = sum(line["quantity"] for order in state["orders"] for line in order["lines"])
    waiting = sum(line["quantity"] for line in state["cart"]["lines"])
    assert sold + waiting == sum(range(1, PHONES + 1))
    assert state["bill"]["total"] == sold * 200
    assert [order["round"] for order in state["orders"]] == list(range(1, len(state["orders"]) + 1))
