"""Rounds of one table go to another: lines, tickets and the bill along; only where nothing of them was paid."""

from tests.http.test_payments import PAY, bill_of, started
from tests.http.test_receipt import agree
from tests.people import new_key

TEA = [{"kind": "per_head", "name": "茶位", "amount": 400}]


def state_at(guest):
    return guest.get("/api/v1/visit")[1]


def two_rounds(place):
    """(guest, address of the visit, the ids of two rounds of ¥4 and ¥6)"""
    guest = place.sit()
    orders = [place.send(guest, place.add(guest, "米饭", n))[1]["order"]["id"] for n in (2, 3)]
    return guest, f"{place.home}/visits/{state_at(guest)['visit']['id']}", orders


def separate(place, at, orders, table=1, **more):
    body = {"table_id": place.tables[table]["id"], "order_ids": orders, **more}
    return place.owner.post(f"{at}/separate", body)


def test_a_round_goes_to_a_free_table_with_its_people_and_its_ticket(place):
    assert place.owner.call("PATCH", place.home, {"version": 1, "fees": TEA})[0] == 200
    screen = place.screen()
    guest, at, (first, second) = two_rounds(place)
    guest.call("PUT", "/api/v1/visit/covers", {"covers": 3})
    off = {"kind": "discount", "amount": 100, "reason": "x", "line_id": state_at(guest)["orders"][1]["lines"][0]["id"]}
    assert place.owner.post(f"{at}/discounts", off, new_key())[0] == 201
    before = bill_of(guest)["total"]
    status, visit = separate(place, at, [second], covers=1)
    assert (status, visit["table"], visit["covers"]) == (200, "H02", 1)
    other = place.sit(1)
    bills = bill_of(guest), bill_of(other)
    assert [bill["total"] for bill in bills] == [400 + 800, 500 + 400]
    assert sum(bill["total"] for bill in bills) == before
    (order,) = state_at(other)["orders"]
    assert (order["id"], order["round"], order["placed_by"]["nickname"]) == (second, 1, "茶杯")
    assert [o["id"] for o in state_at(guest)["orders"]] == [first]
    tickets = {t["order_id"]: (t["table"], t["moved_from"]) for t in screen.get("/api/v1/kitchen/board")[1]["tickets"]}
    assert tickets == {first: ("H01", None), second: ("H02", "H01")}
    assert "visit.separated" in [entry["action"] for entry in place.owner.get(f"{place.home}/audit")[1]["items"]]
    agree(place, guest)
    agree(place, other)
    assert place.send(other, place.add(other))[1]["order"]["round"] == 2
    assert place.send(guest, place.add(guest))[1]["order"]["round"] == 3
    told = other.get("/api/v1/visit/split?mode=guest")[1]["shares"]
    assert [share["name"] for share in told][0] == "茶杯"


def test_to_a_table_where_somebody_sits_and_back(place):
    guest, at, (first, second) = two_rounds(place)
    other = place.sit(1)
    place.send(other, place.add(other, "米饭", 1))
    assert separate(place, at, [first, second])[0] == 200
    assert [o["round"] for o in state_at(other)["orders"]] == [1, 2, 3]
    assert (bill_of(guest)["total"], bill_of(other)["total"]) == (0, 1200)
    there = f"{place.home}/visits/{state_at(other)['visit']['id']}"
    assert separate(place, there, [second], table=0)[0] == 200
    assert (bill_of(guest)["total"], bill_of(other)["total"]) == (600, 600)


def test_what_was_paid_stays_with_its_money(place):
    guest, at, (first, second) = two_rounds(place)
    payment, _ = started(guest, "counter", order_ids=[second])
    confirm = f"{place.home}/payments/{payment['id']}/confirm"
    assert separate(place, at, [first])[1]["code"] == "bill_touched"  # somebody is paying
    assert place.owner.post(confirm, {"method": "card"})[0] == 200
    assert separate(place, at, [second])[1]["code"] == "bill_touched"
    line = state_at(guest)["orders"][0]["lines"][0]["id"]
    body = {"wallet": "counter", "split": {"mode": "items", "line_ids": [line]}}
    payment = guest.post(PAY, body, new_key())[1]["payment"]
    place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "card"})
    assert separate(place, at, [first])[1]["code"] == "bill_touched"
    assert bill_of(guest)["paid"] == 1000
    assert state_at(place.sit(1))["orders"] == []


def test_money_that_named_nothing_is_not_left_behind(place):
    guest, at, (first, second) = two_rounds(place)
    payment, _ = started(guest, "counter", amount=300)  # pays no round yet
    place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "card"})
    assert separate(place, at, [first, second])[1]["code"] == "bill_touched"
    assert separate(place, at, [second])[0] == 200
    assert bill_of(guest)["due"] == 100


def test_what_makes_no_sense_is_refused_by_name(place):
    guest, at, (first, _) = two_rounds(place)
    for orders, table, more, field in (
        (["x"], 1, {}, "order_ids"),
        ([], 1, {}, "order_ids"),
        ([first], 0, {}, "table_id"),
        ([first], 1, {"covers": 9}, "covers"),
    ):
        status, problem = separate(place, at, orders, table, **more)
        assert (status, list(problem["errors"])) == (422, [field])
    assert place.owner.post(f"{at}/separate", {"table_id": "x", "order_ids": [first]})[1]["code"] == "table_unknown"
    assert guest.post(f"{at}/separate", {})[0] in (401, 403)


def test_a_table_is_closed_by_force_only_with_a_reason(place):
    _, at, _ = two_rounds(place)
    for reason in ({}, {"reason": "  "}):
        status, problem = place.owner.post(f"{at}/close", {"how": "forced", **reason})
        assert (status, list(problem["errors"])) == (422, ["reason"])
    status, problem = place.owner.post(f"{at}/close", {"how": "settled"})
    assert (status, problem["code"], problem["due"]) == (409, "not_settled", 1000)
    assert place.owner.post(f"{at}/close", {"how": "forced", "reason": "客人走了"})[0] == 200
    last = place.owner.get(f"{place.home}/audit")[1]["items"][-1]
    assert (last["action"], last["after"]["reason"], last["after"]["due"]) == ("visit.forced", "客人走了", 1000)
