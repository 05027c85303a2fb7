"""A waiter asks for money back; an owner or manager gives it, once, or says no."""

import pytest

from core.errors import Conflict
from payments.refund_requests import service
from tests.concurrency.together import at_once
from tests.http.test_refunds import paid
from tests.people import new_key


@pytest.fixture
def table(place):
    """(place, the waiter, the guest, the payment, where to ask)"""
    guest, payment, _ = paid(place)
    return place, place.hire(), guest, payment, f"{place.home}/payments/{payment['id']}/refund-requests"


def asked_of(place, status="open"):
    return place.owner.get(f"{place.home}/refund-requests?status={status}")[1]["items"]


def frames(place, kind):
    answer = place.owner.get(f"/api/v1/live?stream=restaurant:{place.id}&epoch=0&after=0")[1]
    return [frame["body"] for frame in answer["frames"] if frame["kind"] == kind]


def test_what_is_approved_is_a_refund_like_any_other(table):
    place, waiter, guest, payment, path = table
    assert waiter.post(path[: -len("-requests")] + "s", {"amount": 300, "reason": "凉了"}, new_key())[0] == 403
    assert waiter.post(path, {"amount": 300, "reason": "凉了"})[1]["code"] == "idempotency_key_missing"
    key = new_key()
    status, asked = waiter.post(path, {"amount": 300, "reason": "凉了"}, key)
    assert waiter.post(path, {"amount": 300, "reason": "凉了"}, key) == (status, asked)
    assert (status, asked["status"], asked["amount"]) == (201, "open", 300)
    assert (asked["table"], asked["asked_by"]) == ("H01", "小陈")
    assert place.owner.get(f"{place.home}/today")[1]["refund_requests"] == [asked] == asked_of(place)
    assert frames(place, "refund.asked") == [asked]
    assert guest.get("/api/v1/visit")[1]["bill"]["refunded"] == 0
    approve = f"{place.home}/refund-requests/{asked['id']}/approve"
    assert waiter.post(approve, key=new_key())[0] == 403
    key = new_key()
    status, refund = place.owner.post(approve, key=key)
    assert (status, refund["status"], refund["amount"], refund["reason"]) == (201, "done", 300, "凉了")
    assert place.owner.post(approve, key=key) == (status, refund)
    assert place.owner.post(approve, key=new_key())[1]["code"] == "refund_request_answered"
    assert guest.get("/api/v1/visit")[1]["bill"]["refunded"] == 300
    (approved,) = asked_of(place, "approved")
    assert (approved["refund_id"], approved["decided_by"], approved["note"]) == (refund["id"], "老板", None)
    assert frames(place, "refund.answered") == [approved]
    assert (asked_of(place), place.owner.get(f"{place.home}/today")[1]["refund_requests"]) == ([], [])


def test_dishes_and_all_that_is_left(table):
    place, waiter, guest, payment, path = table
    line = guest.get("/api/v1/visit")[1]["orders"][0]["lines"][0]["id"]
    dishes = waiter.post(path, {"lines": [{"line_id": line, "quantity": 2}], "reason": "咸"}, new_key())[1]
    assert (dishes["amount"], dishes["whole"], dishes["lines"][0]["quantity"]) == (400, False, 2)
    whole = waiter.post(path, {"whole": True, "reason": "走了", "due": "again"}, new_key())[1]
    assert (whole["amount"], whole["whole"], whole["lines"]) == (None, True, [])
    approve = f"{place.home}/refund-requests/{{}}/approve"
    first = place.owner.post(approve.format(dishes["id"]), key=new_key())[1]
    assert (first["amount"], first["lines"][0]["quantity"]) == (400, 2)
    second = place.owner.post(approve.format(whole["id"]), key=new_key())[1]
    assert (second["amount"], second["due_again"]) == (600, True)  # what was left when it was approved
    late = waiter.post(path, {"amount": 1, "reason": "x"}, new_key())
    assert (late[0], late[1]["code"]) == (409, "not_refundable")


def test_a_no_is_told_with_its_reason(table):
    place, waiter, guest, _, path = table
    asked = waiter.post(path, {"amount": 300, "reason": "凉了"}, new_key())[1]
    refuse = f"{place.home}/refund-requests/{asked['id']}/refuse"
    assert waiter.post(refuse, {"note": "x"})[0] == 403
    assert list(place.owner.post(refuse, {})[1]["errors"]) == ["note"]
    status, refused = place.owner.post(refuse, {"note": "已经送了水果"})
    assert (status, refused["status"], refused["note"]) == (200, "refused", "已经送了水果")
    assert place.owner.post(refuse, {"note": "再说一遍"}) == (200, refused)
    approve = f"{place.home}/refund-requests/{asked['id']}/approve"
    assert place.owner.post(approve, key=new_key())[1]["code"] == "refund_request_answered"
    assert guest.get("/api/v1/visit")[1]["bill"]["refunded"] == 0
    assert place.owner.post(refuse.replace(asked["id"], "none"), {"note": "x"})[1]["code"] == "refund_request_unknown"


def test_much_money_asks_for_the_password_and_the_request_stays_open(table):
    place, waiter, _, _, path = table
    asked = waiter.post(path, {"whole": True, "reason": "x"}, new_key())[1]
    version = place.owner.get(place.home)[1]["version"]
    assert place.owner.call("PATCH", place.home, {"version": version, "limits": {"refund_by_word": 100}})[0] == 200
    approve = f"{place.home}/refund-requests/{asked['id']}/approve"
    assert place.owner.post(approve, key=(key := new_key()))[1]["code"] == "password_needed"
    assert [each["id"] for each in asked_of(place)] == [asked["id"]]
    assert place.owner.call("PUT", "/api/v1/session/confirmed", {"password": "correct horse"})[0] == 204
    assert place.owner.post(approve, key=key)[0] == 201


def approved_by_five(place, waiter, path):
    asked = waiter.post(path, {"amount": 100, "reason": "x"}, new_key())[1]
    approve = f"{place.home}/refund-requests/{asked['id']}/approve"
    at_once(*(lambda: place.owner.post(approve, key=new_key()) for _ in range(5)))
    return place.owner.get(f"{place.home}/visits/{asked['visit_id']}/refunds")[1]["items"]


def test_five_taps_at_the_same_moment_give_back_once(table):
    place, waiter, _, _, path = table
    assert len(approved_by_five(place, waiter, path)) == 1


def test_twin_without_the_guard_each_tap_gives_back(table, monkeypatch):
    def careless(*args, **how):
        try:
            decide(*args, **how)
        except Conflict:
            pass

    decide = service._decide
    monkeypatch.setattr(service, "_decide", careless)
    place, waiter, _, _, path = table
    assert len(approved_by_five(place, waiter, path)) == 5
