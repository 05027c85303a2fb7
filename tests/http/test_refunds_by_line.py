"""Money back for dishes: what the table paid for them, each portion once; and the password again for much of it."""

import time_machine

from core.clock import now
from core.identity import COOKIE
from payments.payments.shares import back_for, worth_of
from payments.wallets import WALLETS
from payments.wallets.protocol import WalletRefuses, WalletUnreachable
from tests.http.test_payments import at_simulator, bill_of, started
from tests.people import Person, new_key

FEES = [{"kind": "percent", "name": "服务费", "rate": "0.10"}, {"kind": "per_order", "name": "打包", "amount": 30}]


def dined(place, table=0):
    """A table that had one chicken (¥41.50) and three rices (¥6), with fees, and paid. (guest, payment, visit path)"""
    version = place.owner.get(place.home)[1]["version"]
    assert place.owner.call("PATCH", place.home, {"version": version, "fees": FEES})[0] == 200
    guest = place.sit(table)
    place.add(guest, "宫保鸡丁")
    assert place.send(guest, place.add(guest, quantity=3))[0] == 201
    payment, client = started(guest)
    at_simulator(place, client)
    return guest, payment, f"{place.home}/visits/{payment['visit_id']}/refunds"


def give(place, payment, key=None, **body):
    path = f"{place.home}/payments/{payment['id']}/refunds"
    return place.owner.post(path, {"reason": "凉了", **body}, key or new_key())


def lines_at(place, path):
    return {line["name"]: line for line in place.owner.get(path)[1]["lines"]}


def test_the_lines_of_a_bill_are_worth_the_bill():
    worth = worth_of(5255, {"a": 4150, "b": 600})
    assert (sum(worth.values()), worth["a"] > worth["b"]) == (5255, True)
    assert worth_of(100, {"free": 0}) == {"free": 0}
    returned = 0
    for gone in range(3):
        returned += back_for(worth["b"], 3, 1, gone, returned)
    assert returned == worth["b"]


def test_a_portion_goes_back_once_with_its_share_of_the_fees(place):
    guest, payment, path = dined(place)
    lines = lines_at(place, path)
    rice, chicken = lines["米饭"], lines["宫保鸡丁"]
    assert len(rice["amounts"]) == 3
    assert rice["amounts"][-1] + chicken["amounts"][0] == bill_of(guest)["total"] == 4750 + 475 + 30
    status, refund = give(place, payment, lines=[{"line_id": rice["line_id"], "quantity": 2}])
    assert (status, refund["status"], refund["amount"]) == (201, "done", rice["amounts"][1])
    assert [(each["quantity"], each["amount"]) for each in refund["lines"]] == [(2, rice["amounts"][1])]
    assert len(lines_at(place, path)["米饭"]["amounts"]) == 1
    twice = [{"line_id": rice["line_id"], "quantity": 1}] * 2
    status, problem = give(place, payment, lines=twice)
    assert (status, list(problem["errors"])) == (422, ["lines"])
    whole = [{"line_id": rice["line_id"], "quantity": 1}, {"line_id": chicken["line_id"], "quantity": 1}]
    assert give(place, payment, lines=whole)[1]["payment"]["status"] == "refunded"
    assert bill_of(guest)["refunded"] == bill_of(guest)["total"]
    assert give(place, payment, whole=True)[1]["code"] == "not_refundable"


def test_what_is_left_goes_back_whole(place):
    guest, payment, path = dined(place)
    give(place, payment, amount=255)
    status, refund = give(place, payment, whole=True)
    assert (status, refund["amount"], refund["payment"]["status"]) == (201, 5000, "refunded")
    for body in ({}, {"amount": 1, "whole": True}, {"whole": "yes"}, {"lines": [{"line_id": "x", "quantity": 0}]}):
        assert give(place, payment, **body)[0] == 422


def test_lines_of_others_and_voided_ones_bring_nothing(place):
    _, payment, path = dined(place)
    other, _, theirs = dined(place, 1)
    line = lines_at(place, theirs)["米饭"]["line_id"]
    assert give(place, payment, lines=[{"line_id": line, "quantity": 1}])[0] == 422
    sent = place.send(other, place.add(other))[1]["order"]
    assert len(place.owner.get(theirs)[1]["lines"]) == 3
    void = f"{place.home}/orders/{sent['id']}/lines/{sent['lines'][0]['id']}/void"
    assert place.owner.post(void, {"reason": "没做"})[0] == 200
    assert len(place.owner.get(theirs)[1]["lines"]) == 2


def test_the_owner_sees_how_it_stands_and_the_guest_what_is_back(place, monkeypatch):
    guest, payment, path = dined(place)
    rice = lines_at(place, path)["米饭"]
    ask = {"lines": [{"line_id": rice["line_id"], "quantity": 1}]}

    def refuse(*_):
        raise WalletRefuses("余额不足")

    def silent(*_):
        raise WalletUnreachable()

    monkeypatch.setattr(WALLETS["simulator"], "give_back", refuse)
    assert give(place, payment, **ask)[1]["failure"] == "余额不足"
    monkeypatch.setattr(WALLETS["simulator"], "give_back", silent)
    key = new_key()
    assert give(place, payment, key, **ask)[0] == 503
    found = place.owner.get(path)[1]
    assert [(r["status"], r["failure"], r["by"]) for r in found["items"]] == [
        ("pending", None, "老板"),
        ("refused", "余额不足", "老板"),
    ]
    assert lines_at(place, path)["米饭"]["returned"] == 1  # under way: nobody gives it twice meanwhile
    (paid,) = guest.get("/api/v1/visit/receipt")[1]["payments"]
    assert [(r["status"], r["amount"]) for r in paid["refunds"]] == [("pending", rice["amounts"][0])]
    monkeypatch.undo()
    assert give(place, payment, key, **ask)[1]["status"] == "done"
    (paid,) = guest.get("/api/v1/visit/receipt")[1]["payments"]
    assert [(r["status"], r["lines"][0]["names"]["zh"]) for r in paid["refunds"]] == [("done", "米饭")]


def test_much_money_asks_for_the_password_again(place, app):
    _, payment, path = dined(place)
    version = place.owner.get(place.home)[1]["version"]
    limits = {"version": version, "limits": {"refund_by_word": 2000}}
    assert place.owner.call("PATCH", place.home, limits)[0] == 200
    assert give(place, payment, amount=2000)[0] == 201
    key = new_key()
    status, problem = give(place, payment, key, amount=2001)
    assert (status, problem["code"]) == (403, "password_needed")
    status, problem = place.owner.call("PUT", "/api/v1/session/confirmed", {"password": "wrong horse"})
    assert (status, list(problem["errors"])) == (422, ["password"])
    assert give(place, payment, key, amount=2001)[0] == 403
    assert place.owner.call("PUT", "/api/v1/session/confirmed", {"password": "correct horse"})[0] == 204
    assert give(place, payment, key, amount=2001)[0] == 201
    with time_machine.travel(now().timestamp() + 301, tick=True):
        assert give(place, payment, key, amount=2001)[0] == 201  # what was done is told again
        assert give(place, payment, amount=1)[0] == 201
        assert give(place, payment, whole=True)[0] == 201  # of less than the limit
        _, other, _ = dined(place, 1)
        assert give(place, other, whole=True)[1]["code"] == "password_needed"


def test_a_fresh_sign_in_is_enough(place, app):
    _, payment, _ = dined(place)
    version = place.owner.get(place.home)[1]["version"]
    place.owner.call("PATCH", place.home, {"version": version, "limits": {"refund_by_word": 0}})
    email = f"chef{version}{payment['id']}@test.example"
    place.owner.post(f"{place.home}/staff", {"email": email, "role": "manager"})
    staff = next(s for s in place.owner.get(f"{place.home}/staff")[1]["items"] if s["email"] == email)
    secret = place.owner.post(f"{place.home}/staff/{staff['id']}/password")[1]["password"]
    client = app.test_client()
    signed = client.post("/api/v1/session", json={"email": email, "password": secret}).get_json()
    assert client.get_cookie(COOKIE)
    manager = Person(client)

    def give_back():
        headers = {"X-CSRF-Token": signed["csrf_token"]}
        path = f"{place.home}/payments/{payment['id']}/refunds"
        return manager.call("POST", path, {"amount": 1, "reason": "x"}, new_key(), **headers)

    assert give_back()[0] == 201
    with time_machine.travel(now().timestamp() + 301, tick=True):
        assert give_back()[1]["code"] == "password_needed"
