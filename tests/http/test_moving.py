"""A party changes tables, or joins another: phones, orders, tickets, calls and the bill go along."""

from datetime import timedelta

from sqlalchemy import update

from core.clock import now
from core.transactions import transaction
from kitchen.tickets.models import Ticket
from tests.people import Person, new_key, open_place


def at(place, guest):
    return f"{place.home}/visits/{guest.get('/api/v1/visit')[1]['visit']['id']}"


def test_moving_takes_everything_along(place):
    screen, guest = place.screen(), place.sit()
    place.send(guest, place.add(guest))
    guest.post("/api/v1/visit/calls", {"kind": "water"})
    there = place.tables[3]
    status, visit = place.owner.post(f"{at(place, guest)}/move", {"table_id": there["id"]})
    assert (status, visit["table"]) == (200, there["label"])
    assert place.owner.post(f"{at(place, guest)}/move", {"table_id": there["id"]})[0] == 200  # repeats harmlessly
    state = guest.get("/api/v1/visit")[1]
    assert (state["table"]["label"], len(state["orders"]), state["bill"]["due"]) == (there["label"], 1, 200)
    assert screen.get("/api/v1/kitchen/board")[1]["tickets"][0]["table"] == there["label"]
    assert place.owner.get(f"{place.home}/calls")[1]["items"][0]["table"] == there["label"]
    assert place.sit(3).get("/api/v1/visit")[1]["visit"]["id"] == visit["id"]
    assert place.sit(0).get("/api/v1/visit")[1]["visit"]["id"] != visit["id"]


def test_a_ticket_says_where_the_party_sat_before(place):
    screen, guest = place.screen(), place.sit()
    place.send(guest, place.add(guest))

    def moved(table):
        place.owner.post(f"{at(place, guest)}/move", {"table_id": place.tables[table]["id"]})
        ticket = screen.get("/api/v1/kitchen/board")[1]["tickets"][0]
        return ticket["table"], ticket["moved_from"]

    assert moved(3) == ("H04", "H01")
    assert moved(4) == ("H05", "H01")  # twice within ten minutes: where cooks first looked for it
    with transaction() as session:
        session.execute(
            update(Ticket).where(Ticket.restaurant_id == place.id).values(moved_at=now() - timedelta(minutes=11))
        )
    assert moved(3) == ("H04", "H05")
    assert moved(4) == ("H05", None)  # back again


def test_nobody_is_moved_onto_others(app, place):
    one, two = place.sit(0), place.sit(1)
    status, problem = place.owner.post(f"{at(place, one)}/move", {"table_id": place.tables[1]["id"]})
    assert (status, problem["code"], list(problem["errors"])) == (409, "table_taken", ["table_id"])
    other = open_place(app)
    status, problem = place.owner.post(f"{at(place, two)}/move", {"table_id": other.tables[0]["id"]})
    assert (status, problem["code"]) == (404, "table_unknown")
    status, problem = place.owner.post(f"{at(place, two)}/move", {})
    assert (status, list(problem["errors"])) == (422, ["table_id"])
    assert Person(app.test_client()).post(f"{at(place, two)}/move", {"table_id": "x"})[0] == 401


def test_merging_makes_one_table_with_one_bill(place):
    screen, one, two = place.screen(), place.sit(0), place.sit(1)
    place.send(one, place.add(one, "米饭", 2))
    place.send(two, place.add(two, "米饭", 3))
    place.send(two, place.add(two, "宫保鸡丁"))
    waiting = place.add(two, "米饭")
    two.call("PUT", "/api/v1/visit/covers", {"covers": 2})
    one.call("PUT", "/api/v1/visit/covers", {"covers": 3})
    into = one.get("/api/v1/visit")[1]["visit"]["id"]
    status, visit = place.owner.post(f"{at(place, two)}/merge", {"into_visit_id": into})
    assert status == 200, visit
    assert (status, visit["id"], visit["covers"]) == (200, into, 5)
    state = two.get("/api/v1/visit")[1]
    assert [o["round"] for o in state["orders"]] == [1, 2, 3]
    assert state["bill"]["total"] == 400 + 600 + 4150
    assert [line["quantity"] for line in state["cart"]["lines"]] == [1]
    assert {t["table"] for t in screen.get("/api/v1/kitchen/board")[1]["tickets"]} == {"H01"}
    assert place.send(two, waiting)[1]["code"] == "cart_changed"
    assert place.send(one, state["cart"])[0] == 201
    fresh = place.sit(1).get("/api/v1/visit")[1]
    assert fresh["visit"]["id"] != into
    assert fresh["orders"] == []


def test_a_table_with_money_on_it_is_settled_first(place):
    one, two = place.sit(0), place.sit(1)
    place.send(two, place.add(two))
    two.post("/api/v1/visit/payments", {"wallet": "counter"}, new_key())
    into = one.get("/api/v1/visit")[1]["visit"]["id"]
    status, problem = place.owner.post(f"{at(place, two)}/merge", {"into_visit_id": into})
    assert (status, problem["code"]) == (409, "bill_touched")
    status, problem = place.owner.post(f"{at(place, one)}/merge", {"into_visit_id": into})
    assert (status, list(problem["errors"])) == (422, ["into_visit_id"])
