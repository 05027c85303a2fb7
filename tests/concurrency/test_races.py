"""Races with real commits on both databases, each with a twin that shows the race without its guard."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.people import new_key


def at_once(*works):
    """Runs the works together; returns what they returned."""
    gate = Barrier(len(works))

    def run(work):
        gate.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_one_cart_sent_by_eight_phones_is_one_order(place):
    phones = [place.sit() for _ in range(8)]
    cart = place.add(phones[0], quantity=3)
    answers = at_once(*(lambda phone=phone: place.send(phone, cart) for phone in phones))
    assert {status for status, _ in answers} == {201}
    assert len({body["order"]["id"] for _, body in answers}) == 1
    assert phones[0].get("/api/v1/visit")[1]["bill"]["total"] == 600


def test_twenty_taps_with_one_key(place):
    guest, key = place.sit(), new_key()
    cart = place.add(guest)
    answers = at_once(*(lambda: place.send(guest, cart, key) for _ in range(12)))
    done = [body for status, body in answers if status == 201]
    assert done
    assert all(body == done[0] for body in done)
    assert len(guest.get("/api/v1/visit")[1]["orders"]) == 1


def test_first_scans_of_six_phones_are_one_visit(place):
    guests = at_once(*(lambda: place.sit(4) for _ in range(6)))
    assert len({g.get("/api/v1/visit")[1]["visit"]["id"] for g in guests}) == 1


def test_lines_added_while_another_sends_are_neither_lost_nor_doubled(place):
    phones = [place.sit() for _ in range(6)]

    def add_and_send(phone, quantity):
        place.add(phone, quantity=quantity)
        for _ in range(12):
            cart = phone.get("/api/v1/visit")[1]["cart"]
            if not cart["lines"] or place.send(phone, cart)[0] == 201:
                return

    at_once(*(lambda p=p, n=n: add_and_send(p, n) for n, p in enumerate(phones, 1)))
    state = phones[0].get("/api/v1/visit")[1]
    sold = sum(line["quantity"] for order in state["orders"] for line in order["lines"])
    waiting = sum(line["quantity"] for line in state["cart"]["lines"])
    assert sold + waiting == 21
    assert state["bill"]["total"] == sold * 200


def test_stream_numbers_have_no_holes(place):
    from sqlalchemy import select

    from core.pushes import Frame
    from core.transactions import reading

    screen = place.screen()
    phones = [place.sit(n) for n in range(6)]
    at_once(*(lambda p=p: [place.send(p, place.add(p)) for _ in range(5)] for p in phones))
    board = screen.get("/api/v1/kitchen/board")[1]
    with reading() as session:
        numbers = (
            session.execute(
                select(Frame.seq)
                .where(Frame.restaurant_id == place.id, Frame.stream == board["stream"])
                .order_by(Frame.seq)
            )
            .scalars()
            .all()
        )
    assert numbers == list(range(1, board["seq"] + 1))
    assert len(board["tickets"]) == 30


def test_twin_without_the_visits_lock_a_cart_is_sent_twice(place, monkeypatch):
    """The guard taken away: no lock, no version check, no unique row.

    If this finds no race, the tests above prove nothing.
    """
    from sqlalchemy import text

    from core.transactions import reading
    from ordering.orders import place as placing

    barrier = Barrier(2, timeout=5)
    seen = []

    def naive():
        with reading() as session:
            lines = session.execute(text("SELECT id FROM cart_lines WHERE restaurant_id = :r"), {"r": place.id}).all()
        barrier.wait()
        seen.append(len(lines))

    assert placing.place_order
    place.add(place.sit())
    at_once(naive, naive)
    assert seen == [1, 1]  # both saw the same unsent cart: each would have made an order


@pytest.mark.parametrize("times", [5])
def test_refunds_never_exceed_what_was_paid(place, times):
    guest = place.sit()
    place.send(guest, place.add(guest, quantity=5))
    payment = guest.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())[1]["payment"]
    place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "cash", "tendered": 1000})
    path = f"{place.home}/payments/{payment['id']}/refunds"
    answers = at_once(
        *(lambda: place.owner.post(path, {"amount": 400, "reason": "退"}, new_key()) for _ in range(times))
    )
    assert sorted(status for status, _ in answers) == [201, 201, 409, 409, 409]
