"""Six phones that scan or order first at the same moment are one visit with one bill (promise 6); closing is final."""

from sqlalchemy import insert

from core.clock import now
from core.facts import announce
from core.ids import new_id
from ordering.visits import service
from ordering.visits.events import VisitOpened
from ordering.visits.models import Visit
from ordering.visits.queries import visit_of
from tests.concurrency.together import at_once

PHONES = 6


def first_orders(place, phones=PHONES) -> list[str]:
    """What is wrong after every phone scanned, added and sent at once, at a table that nobody had opened."""

    def sit_and_order(_):
        guest = place.sit(4)
        for _ in range(20):
            place.add(guest)
            if place.send(guest, guest.get("/api/v1/visit")[1]["cart"])[0] == 201:
                break
        return guest

    guests = at_once(*(lambda n=n: sit_and_order(n) for n in range(phones)))
    states = [guest.get("/api/v1/visit")[1] for guest in guests]
    visits, bills = {s["visit"]["id"] for s in states}, {s["bill"]["id"] for s in states}
    problems = [] if len(visits) == len(bills) == 1 else [f"{len(visits)} visits, {len(bills)} bills"]
    sold = sum(line["quantity"] for order in states[0]["orders"] for line in order["lines"])
    waiting = sum(line["quantity"] for line in states[0]["cart"]["lines"])
    if states[0]["bill"]["total"] != sold * 200 or sold + waiting < phones:
        problems.append(f"sold {sold}, waiting {waiting}, bill {states[0]['bill']['total']}")
    open_now = place.owner.get(f"{place.home}/visits")[1]["items"]
    if len(open_now) != 1:
        problems.append(f"{len(open_now)} open visits at one table")
    return problems


def test_six_first_orders_are_one_visit_and_one_bill(place):
    assert first_orders(place) == []


def test_twin_without_the_unique_row_every_phone_has_its_own_visit(place, monkeypatch):
    """Two who looked before either had written: each found none, and makes one."""

    def open_visit(session, restaurant, table, *, covers=None, channel="h5", opened_by="staff"):
        row = {
            **{"restaurant_id": restaurant["id"], "id": new_id(), "table_id": table.id, "table_label": table.label},
            **{"status": "open", "covers": covers, "cart_version": 0, "rounds": 0, "fees": restaurant["fees"]},
            **{"channel": channel, "opened_by": opened_by, "opened_at": now(), "open_table_id": None},
        }
        session.execute(insert(Visit), row)
        announce(session, VisitOpened(restaurant["id"], row["id"], table.id, covers))
        return visit_of(session, restaurant["id"], row["id"])

    monkeypatch.setattr(service, "open_visit_at", lambda *_: None)
    monkeypatch.setattr(service, "open_visit", open_visit)
    assert any("2 visits" in problem for problem in first_orders(place, phones=2))


def closed_while_sending(place, table) -> list[str]:
    """What is wrong after staff closed a settled table at the moment in which its guest sent a round."""
    guest = place.sit(table)
    cart = place.add(guest)
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    sent, closed = at_once(
        lambda: place.send(guest, cart),
        lambda: place.owner.post(f"{place.home}/visits/{visit}/close", {"how": "settled"}),
    )
    due = guest.get("/api/v1/visit")[1]["bill"]["due"]
    wrong = []
    if closed[0] == 200 and due:
        wrong.append(f"closed as settled with {due} due")
    if (sent[0], sent[1].get("code", "")) not in ((201, ""), (409, "visit_closed"), (409, "cart_changed")):
        wrong.append(f"sent: {sent}")
    return wrong


def test_a_round_that_is_being_sent_cannot_be_closed_away(place):
    assert [wrong for table in range(6) for wrong in closed_while_sending(place, table)] == []


def test_twin_who_closes_without_holding_the_visit_closes_what_is_due(place, monkeypatch):
    """The order comes in after the bill was read and before the visit is closed."""
    from ordering.table import staff_routes
    from ordering.table.events import BillOf, HeldOf

    guest = place.sit()
    cart = place.add(guest)
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    monkeypatch.setattr(staff_routes, "lock_visit", lambda *_: None)
    nothing = {BillOf: {"due": 0}, HeldOf: []}  # as read a moment before
    monkeypatch.setattr(staff_routes, "ask", lambda session, question: nothing[type(question)])
    assert place.send(guest, cart)[0] == 201
    assert place.owner.post(f"{place.home}/visits/{visit}/close", {"how": "settled"})[0] == 200
    assert guest.get("/api/v1/visit")[1]["bill"]["due"] == 200
