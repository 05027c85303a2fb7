"""What is taken off a bill, with its reason; comp and void told apart; tax and rounding down."""

import pytest
from sqlalchemy import select

from core.transactions import reading
from payments.bills.models import BillRow
from tests.http.test_payments import PAY, at_simulator, bill_of, started
from tests.people import new_key

SERVICE = {"kind": "percent", "name": "服务费", "rate": "0.10"}


@pytest.fixture
def table(place):
    """A table with ¥41.50 and ¥10.00 on it. (place, guest, the address of its discounts, its lines)"""
    guest = place.sit()
    place.add(guest, "宫保鸡丁")
    _, sent = place.send(guest, place.add(guest, "米饭", 5))
    return place, guest, _discounts(place, guest), sent["order"]["lines"]


def _discounts(place, guest):
    return f"{place.home}/visits/{guest.get('/api/v1/visit')[1]['visit']['id']}/discounts"


def give(place, path, **given):
    status, bill = place.owner.post(path, {"kind": "discount", "reason": "老客户", **given}, new_key())
    assert status == 201, bill
    return bill


def refused(place, path, **given):
    status, problem = place.owner.post(path, {"kind": "discount", "reason": "x", **given}, new_key())
    return status, problem["code"], list(problem.get("errors", {}))


def test_a_rate_off_the_bill_goes_on_with_it_and_an_amount_does_not(table):
    place, guest, path, _ = table
    bill = give(place, path, rate="0.12")  # 8.8 折
    assert (bill["subtotal"], bill["discount"], bill["total"]) == (5150, 618, 4532)
    assert bill == bill_of(guest)
    place.send(guest, place.add(guest, "米饭", 5))
    assert bill_of(guest)["total"] == 6150 - 738
    bill = give(place, path, amount=412)
    assert (bill["total"], [off["amount"] for off in bill["discounts"]]) == (5000, [738, 412])
    receipt = guest.get("/api/v1/visit/receipt")[1]
    assert receipt["bill"] == bill
    assert [off["reason"] for off in receipt["bill"]["discounts"]] == ["老客户", "老客户"]


def test_undoing_is_a_row_of_its_own_and_once(table):
    place, guest, path, _ = table
    one = give(place, path, amount=1000)["discounts"][0]["id"]
    for _ in range(2):
        status, bill = place.owner.post(f"{path}/{one}/undo", {"reason": "点错了"})
        assert (status, bill["total"], bill["discounts"]) == (200, 5150, [])
    assert place.owner.post(f"{path}/{'0' * 36}/undo", {"reason": "x"})[0] == 404
    with reading() as session:
        rows = session.execute(
            select(BillRow.source, BillRow.amount, BillRow.reason, BillRow.by).where(
                BillRow.restaurant_id == place.id, BillRow.by.is_not(None)
            )
        ).all()
    assert [(source.partition(":")[0], amount, why) for source, amount, why, _ in rows] == [
        ("discount", -1000, "老客户"),
        ("undo", 0, "点错了"),
    ]
    assert rows[0].by.startswith("account:")
    told = [entry["action"] for entry in place.owner.get(f"{place.home}/audit")[1]["items"]]
    assert told[-3:] == ["bill.discount", "bill.undone", "bill.undone"]


def test_what_was_given_for_free_stays_sold_and_what_was_taken_back_does_not(table):
    place, guest, path, (chicken, rice) = table
    bill = give(place, path, kind="comp", line_id=rice["id"], reason="上错了，送")
    assert (bill["subtotal"], bill["discount"], bill["total"]) == (5150, 1000, 4150)
    assert bill["discounts"][0]["kind"] == "comp"
    order = guest.get("/api/v1/visit")[1]["orders"][0]
    assert (order["total"], order["lines"][1]["status"]) == (5150, "queued")  # the kitchen makes it
    void = f"{place.home}/orders/{order['id']}/lines/{chicken['id']}/void"
    assert place.owner.post(void, {"reason": "没做"})[0] == 200
    bill = bill_of(guest)
    assert (bill["subtotal"], bill["discount"], bill["total"]) == (1000, 1000, 0)
    assert refused(place, path, line_id=chicken["id"], amount=1) == (422, "invalid", ["line_id"])
    assert refused(place, path, line_id=rice["id"], amount=1) == (422, "invalid", ["line_id"])


def test_a_discount_goes_with_its_line(table):
    place, guest, path, (chicken, rice) = table
    assert give(place, path, line_id=chicken["id"], rate="0.5")["total"] == 5150 - 2075
    order = guest.get("/api/v1/visit")[1]["orders"][0]["id"]
    assert place.owner.post(f"{place.home}/orders/{order}/lines/{chicken['id']}/void", {"reason": "x"})[0] == 200
    assert (bill_of(guest)["total"], bill_of(guest)["discount"]) == (1000, 0)
    assert place.owner.post(f"{place.home}/orders/{order}/cancel", {"reason": "x"})[0] == 200
    assert bill_of(guest)["total"] == 0


def test_a_table_that_is_treated_owes_nothing_and_closes_settled(table):
    place, guest, path, _ = table
    bill = give(place, path, kind="comp", reason="老板请客")
    assert (bill["total"], bill["due"], bill["status"], bill["discount"]) == (0, 0, "paid", 5150)
    assert guest.get("/api/v1/visit")[1]["orders"][0]["payment_state"] == "paid"
    assert place.owner.post(path.replace("/discounts", "/close"), {"how": "settled"})[0] == 200


def test_never_below_zero_nor_below_what_was_paid(table):
    place, guest, path, _ = table
    assert give(place, path, amount=999_999)["total"] == 0
    place.send(guest, place.add(guest, "米饭", 5))
    other = place.sit(1)
    place.send(other, place.add(other, "米饭", 5))
    path = _discounts(place, other)
    payment, _ = started(other, "counter", amount=600)
    place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "card"})
    assert refused(place, path, amount=401) == (409, "more_off_than_due", [])
    assert give(place, path, amount=100)["due"] == 300
    _, client = started(other)  # ¥3.00 at the phone
    assert refused(place, path, amount=1) == (409, "more_off_than_due", [])
    at_simulator(place, client)
    bill = bill_of(other)
    assert (bill["due"], bill["overpaid"], bill["status"]) == (0, 0, "paid")
    undone = place.owner.post(f"{path}/{bill['discounts'][0]['id']}/undo", {"reason": "x"})
    assert (undone[0], undone[1]["code"]) == (409, "bill_settled")


def test_waiters_give_nothing_away_and_guests_neither(table):
    place, guest, path, _ = table
    body = {"kind": "comp", "reason": "x"}
    assert guest.post(path, body, new_key())[0] in (401, 403, 404)
    assert place.owner.post(path, body)[1]["code"] == "idempotency_key_missing"
    key = new_key()
    first, again = (place.owner.post(path, {"kind": "discount", "amount": 5, "reason": "x"}, key) for _ in range(2))
    assert first == again
    assert bill_of(guest)["discount"] == 5
    for given, field in (
        ({"rate": "0.1", "amount": 5}, "amount"),
        ({}, "amount"),
        ({"kind": "comp", "rate": "0.5"}, "rate"),
        ({"rate": "1.5"}, "rate"),
        ({"rate": "0.0"}, "rate"),
        ({"rate": "1e-1"}, "rate"),
        ({"amount": 0}, "amount"),
        ({"amount": 5, "reason": ""}, "reason"),
    ):
        assert refused(place, path, **given) == (422, "invalid", [field]), given


def test_fees_count_on_what_is_left_and_the_bill_goes_down_to_the_jiao(place):
    tax = {"name": "VAT", "rate": "0.06", "included": False, "rounding": "half_up"}
    settings = {"version": 1, "fees": [SERVICE], "tax": tax, "round_down": "tenth"}
    assert place.owner.call("PATCH", place.home, settings)[0] == 200
    guest = place.sit()
    menu = place.app.test_client().get(f"{place.home}/menu").get_json()
    assert [fee["kind"] for fee in menu["fees"]] == ["percent", "tax"]
    cart = place.add(guest, "宫保鸡丁")
    assert cart["total"] == 4150 + 415 + 274
    bill = place.send(guest, cart)[1]["bill"]
    assert (bill["rounding"], bill["total"], bill["tax"]) == (9, 4830, None)
    bill = give(place, _discounts(place, guest), amount=150)
    assert (bill["total"], [fee["amount"] for fee in bill["fees"]], bill["rounding"]) == (4660, [400, 264], 4)
    payment, _ = started(guest, "counter")
    assert payment["amount"] == 4660
    assert guest.post(PAY, {"wallet": "counter", "amount": 4661}, new_key())[0] == 422


def test_a_tax_inside_the_prices_is_told_and_adds_nothing(place):
    tax = {"name": "增值税", "rate": "0.06", "included": True}
    assert place.owner.call("PATCH", place.home, {"version": 1, "tax": tax, "round_down": "whole"})[0] == 200
    guest = place.sit()
    bill = place.send(guest, place.add(guest, "宫保鸡丁"))[1]["bill"]
    assert (bill["total"], bill["rounding"]) == (4100, 50)
    assert bill["tax"] == {"name": "增值税", "rate": "0.06", "amount": 232, "text": "增值税 6%"}
    assert place.owner.get(place.home)[1]["tax"]["rounding"] == "half_up"
    for wrong in ({"name": "x", "rate": "6%", "included": True}, {"name": "x", "rate": "0.06"}):
        assert place.owner.call("PATCH", place.home, {"version": 2, "tax": wrong})[0] == 422
    assert place.owner.call("PATCH", place.home, {"version": 2, "round_down": "up"})[0] == 422
    assert place.owner.call("PATCH", place.home, {"version": 2, "tax": None})[1]["tax"] is None


def test_the_sales_report_tells_what_was_taken_off(table):
    place, guest, path, lines = table
    give(place, path, rate="0.1")
    give(place, path, amount=40, line_id=lines[1]["id"])
    given = place.owner.post(path, {"kind": "comp", "line_id": lines[0]["id"], "reason": "生日"}, new_key())[1]
    gone = give(place, path, amount=7)["discounts"][-1]
    assert place.owner.post(f"{path}/{gone['id']}/undo", {"reason": "点错"})[0] == 200
    other = place.sit(1)
    place.send(other, place.add(other, "米饭", 3))
    bill = bill_of(guest)
    sales = place.owner.get(f"{place.home}/reports/sales")[1]
    assert (sales["comps"], sales["discounts"]) == (4150, 40 + 96)
    assert sales["comps"] + sales["discounts"] == bill["discount"] and given["discounts"]
    assert sales["total"] == 4150 + 1000 + 600
