"""The till: what should be in it, counted once a day; whatever comes later is the next day's."""

import csv
import io
from datetime import timedelta

import time_machine

from core.clock import now
from payments.tills.counting import Fact, by_method, by_person
from payments.tills.exports import as_csv
from tests.http.test_payments import started
from tests.people import new_key


def took(place, method="cash", quantity=5, table=0, tendered=None):
    """A table pays ¥2 a bowl at the counter; returns the payment's id."""
    guest = place.sit(table)
    assert place.send(guest, place.add(guest, quantity=quantity))[0] == 201
    payment, _ = started(guest, "counter")
    body = {"method": method, "tendered": tendered}
    assert place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", body)[0] == 200
    return payment["id"]


def back(place, payment_id, amount):
    body = {"amount": amount, "reason": "x"}
    assert place.owner.post(f"{place.home}/payments/{payment_id}/refunds", body, new_key())[0] == 201


def close(place, **body):
    return place.owner.post(f"{place.home}/till/counts", body)


def till(place):
    return place.owner.get(f"{place.home}/till")[1]


def expected(place):
    return {row["method"]: row["expected"] for row in till(place)["methods"]}


def test_what_should_be_there_by_method_and_person():
    facts = [Fact("card", "b", 500), Fact("cash", "a", 300), Fact("cash", "b", 200), Fact("cash", "a", 50, back=True)]
    cash, card = by_method(facts, 1000, {"cash": 1440})
    assert (cash["taken"], cash["back"], cash["expected"], cash["difference"]) == (500, 50, 1450, -10)
    assert (card["expected"], card["counted"], card["difference"]) == (500, None, None)
    assert [(p["name"], p["method"], p["taken"], p["back"], p["count"]) for p in by_person(facts, {"a": "小陈"})] == [
        ("b", "card", 500, 0, 1),
        ("b", "cash", 200, 0, 1),
        ("小陈", "cash", 300, 50, 1),
    ]


def test_a_day_is_closed_once_and_what_comes_later_is_the_next_days(place):
    first = took(place, tendered=2000)
    took(place, "wechat_code", 3)
    back(place, first, 400)
    assert expected(place) == {"cash": 600, "wechat_code": 600}
    (_, person) = sorted(till(place)["people"], key=lambda row: row["method"], reverse=True)
    assert (person["name"], person["method"], person["taken"], person["back"]) == ("老板", "cash", 1000, 400)
    status, problem = close(place, counted={"cash": 590})
    assert (status, list(problem["errors"])) == (422, ["reason"])
    status, count = close(place, counted={"cash": 590}, left=90, reason="找错零")
    assert (status, count["difference"], count["left"], count["reason"]) == (201, -10, 90, "找错零")
    assert close(place, counted={"cash": 0})[1]["code"] == "till_closed"
    took(place, quantity=2)
    back(place, first, 100)  # of money that the first count has counted
    assert expected(place) == {"cash": 90 + 400 - 100}
    with time_machine.travel(now() + timedelta(days=1), tick=True):
        status, count = close(place, counted={"cash": 390})
        assert (status, count["opening"], count["difference"]) == (201, 90, 0)
        assert expected(place) == {"cash": 0}
        assert [c["difference"] for c in place.owner.get(f"{place.home}/till/counts")[1]["items"]] == [0, -10]


def test_yesterdays_till_takes_nothing_of_today(place):
    with time_machine.travel(now() - timedelta(days=1), tick=True):
        took(place)
        day = till(place)["day"]
    took(place, quantity=7)
    status, count = close(place, day=day, counted={"cash": 1000})
    assert (status, count["day"], count["difference"]) == (201, day, 0)
    assert expected(place)["cash"] == 1400


def test_bad_counts_name_their_field(place):
    for body, field in (
        ({}, "counted"),
        ({"counted": {"card": 1}}, "counted"),
        ({"counted": {"cash": -1}}, "counted"),
        ({"counted": {"cash": 1}, "left": 2}, "left"),
        ({"counted": {"cash": 0}, "day": "2999-01-01"}, "day"),
    ):
        status, problem = close(place, **body)
        assert (status, [name.split(".")[0] for name in problem["errors"]]) == (422, [field])


def test_the_file_holds_no_formula(place):
    took(place)
    assert close(place, counted={"cash": 1}, reason="=1+1")[0] == 201
    answer = place.owner.client.get(
        f"{place.home}/till/counts.csv", headers={"Authorization": f"Bearer {place.owner.token}"}
    )
    (row,) = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert row["原因 reason"] == "'=1+1"
    assert (row["应有 expected"], row["实点 counted"], row["差额 difference"]) == ("10.00", "0.01", "-9.99")
    assert as_csv([], "CNY").startswith(b"\xef\xbb\xbf")
