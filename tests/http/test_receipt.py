"""The receipt: line by line, and bill = receipt = payments for whatever a table did."""

import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payments.bills.paper import INNER, _wrapped
from qr.typeface import have_face, width_of
from tests.http.test_payments import PAY, at_simulator, bill_of, started
from tests.people import new_key, open_place

FEES = [
    {"kind": "per_head", "name": "茶位", "amount": 400},
    {"kind": "percent", "name": "服务费", "rate": "0.105"},
    {"kind": "per_order", "name": "打包", "amount": 30},
]


def agree(place, guest):
    """Lines, fees, total, payments: to the fen."""
    receipt = guest.get("/api/v1/visit/receipt")[1]
    bill = bill_of(guest)
    assert receipt["bill"] == bill
    assert complaints(receipt) == []
    return receipt


def complaints(receipt) -> list[str]:
    """Where the sums of a receipt do not agree."""
    bill, payments = receipt["bill"], receipt["payments"]
    lines = sum(line["line_total"] for order in receipt["orders"] for line in order["lines"])
    fees = sum(fee["amount"] for fee in bill["fees"])
    parts = [p["amount"] - p["tip"] for p in payments]
    back = [min(part, p["refunded"]) for part, p in zip(parts, payments, strict=True)]
    sums = {
        "orders": (lines, sum(order["total"] for order in receipt["orders"])),
        "subtotal": (lines, bill["subtotal"]),
        "discount": (bill["discount"], sum(each["amount"] for each in bill["discounts"])),
        "total": (lines - bill["discount"] + fees - bill["rounding"], bill["total"]),
        "paid": (sum(parts), bill["paid"]),
        "refunded": (sum(back), bill["refunded"]),
        "tips": (sum(p["tip"] for p in payments) - sum(p["refunded"] for p in payments) + sum(back), bill["tips"]),
    }
    return [f"{name}: {ours} is not {theirs}" for name, (ours, theirs) in sums.items() if ours != theirs]


def test_the_receipt_says_everything_and_stays_readable(place):
    assert place.owner.call("PATCH", place.home, {"version": 1, "fees": FEES})[0] == 200
    guest = place.sit()
    guest.call("PUT", "/api/v1/visit/covers", {"covers": 3})
    cart = place.add(guest, "宫保鸡丁", 2)
    shown = place.send(guest, cart)[1]
    place.send(guest, place.add(guest, quantity=3))
    payment, client = started(guest)
    at_simulator(place, client)
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    assert place.owner.post(f"{place.home}/visits/{visit}/close", {"how": "settled"})[0] == 200
    receipt = agree(place, guest)
    assert (receipt["restaurant"], receipt["table"], receipt["covers"], receipt["rounds"]) == ("试走馆", "H01", 3, 2)
    assert receipt["number"] == shown["order"]["label"]
    assert receipt["closed_at"] >= receipt["opened_at"]
    line = receipt["orders"][0]["lines"][0]
    assert (line["name"], line["quantity"], line["unit_price"], line["line_total"]) == ("宫保鸡丁", 2, 4150, 8300)
    assert [m["name"] for m in line["modifiers"]] == ["加花生"]
    assert [f["kind"] for f in receipt["bill"]["fees"]] == ["per_head", "percent", "per_order"]
    assert [(p["wallet"], p["amount"]) for p in receipt["payments"]] == [("simulator", receipt["bill"]["total"])]
    assert place.owner.get(f"{place.home}/visits/{visit}/receipt")[1]["bill"] == receipt["bill"]
    assert place.sit(1).get("/api/v1/visit/receipt")[1]["orders"] == []
    assert place.app.test_client().get("/api/v1/visit/receipt").status_code == 401


def test_fees_are_shown_before_the_first_dish_and_do_not_change_for_those_who_sit(place):
    assert place.owner.call("PATCH", place.home, {"version": 1, "fees": FEES})[0] == 200
    guest = place.sit()
    menu = place.app.test_client().get(f"{place.home}/menu").get_json()
    assert [f["kind"] for f in menu["fees"]] == ["per_head", "percent", "per_order"]
    assert place.owner.call("PATCH", place.home, {"version": 2, "fees": []})[0] == 200
    cart = place.add(guest, "宫保鸡丁", 1)
    assert cart["total"] == 4150 + 400 + 436 + 30
    assert place.send(guest, cart)[1]["bill"]["total"] == cart["total"]


deed = st.one_of(
    st.tuples(st.just("send"), st.sampled_from(["米饭", "宫保鸡丁"]), st.integers(1, 5)),
    st.tuples(st.just("void"), st.integers(0, 5), st.just(0)),
    st.tuples(st.just("cancel"), st.integers(0, 5), st.just(0)),
    st.tuples(st.just("covers"), st.integers(1, 9), st.just(0)),
    st.tuples(st.just("pay"), st.sampled_from(["simulator", "counter"]), st.integers(0, 100)),
    st.tuples(st.just("refund"), st.integers(1, 100), st.sampled_from(["settled", "again"])),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(deed, min_size=2, max_size=7))
def test_bill_receipt_and_payments_agree_whatever_happens(app, deeds):
    place = open_place(app)
    assert place.owner.call("PATCH", place.home, {"version": 1, "fees": FEES})[0] == 200
    guest = place.sit()
    shown = 0
    for name, a, b in deeds:
        shown += {"send": _send, "void": _void, "cancel": _cancel, "covers": _covers, "pay": _pay, "refund": _refund}[
            name
        ](place, guest, a, b)
        agree(place, guest)
    bill = bill_of(guest)
    owed_again = bill["due"] - max(0, bill["total"] - bill["paid"])
    assert 0 <= owed_again <= bill["refunded"]
    assert bill["overpaid"] <= max(0, bill["paid"] - bill["total"])
    if all(name == "send" for name, _, _ in deeds):
        assert shown == bill["total"]  # what each cart showed, added up, is what is charged


def _send(place, guest, dish, quantity):
    cart = place.add(guest, dish, quantity)
    assert place.send(guest, cart)[0] == 201
    return cart["total"]


def _orders(guest):
    return [o for o in guest.get("/api/v1/visit")[1]["orders"] if o["status"] != "cancelled"]


def _void(place, guest, n, _):
    for order in _orders(guest)[n : n + 1]:
        line = order["lines"][0]["id"]
        status, _ = place.owner.post(f"{place.home}/orders/{order['id']}/lines/{line}/void", {"reason": "x"})
        assert status in (200, 409)
    return 0


def _cancel(place, guest, n, _):
    for order in _orders(guest)[n : n + 1]:
        assert place.owner.post(f"{place.home}/orders/{order['id']}/cancel", {"reason": "x"})[0] in (200, 409)
    return 0


def _covers(place, guest, covers, _):
    assert guest.call("PUT", "/api/v1/visit/covers", {"covers": covers})[0] == 200
    return 0


def _pay(place, guest, wallet, percent):
    due = bill_of(guest)["due"]
    part = due * percent // 100 or None
    status, answer = guest.post(PAY, {"wallet": wallet, "amount": part}, new_key())
    assert status == (201 if due else 409), answer
    if status == 201 and wallet == "simulator":
        at_simulator(place, answer["client"])
    elif status == 201:
        confirm = f"{place.home}/payments/{answer['payment']['id']}/confirm"
        assert place.owner.post(confirm, {"method": "cash"})[0] == 200
    return 0


def _refund(place, guest, percent, due):
    for p in guest.get("/api/v1/visit/receipt")[1]["payments"][:1]:
        left = p["amount"] - p["refunded"]
        path = f"{place.home}/payments/{p['id']}/refunds"
        amount = max(1, left * percent // 100)
        status, _ = place.owner.post(path, {"amount": amount, "reason": "x", "due": due}, new_key())
        assert status == (201 if left else 409)
    return 0


def test_the_receipt_on_paper_tells_the_same(place):
    """Read back as text: what was eaten, each fee, the total, who paid and what went back."""
    version = place.owner.get(place.home)[1]["version"]
    profile = {"version": version, "fees": FEES, "address": "太升南路 9 号"}
    assert place.owner.call("PATCH", place.home, profile)[0] == 200
    guest = place.sit()
    place.send(guest, place.add(guest, "宫保鸡丁", 2), note="少油")
    payment, client = started(guest)
    at_simulator(place, client)
    path = f"{place.home}/payments/{payment['id']}/refunds"
    assert place.owner.post(path, {"amount": 800, "reason": "盘子有缺口"}, new_key())[0] == 201
    written = read_pdf(guest, "/api/v1/visit/receipt.pdf")
    for text in (
        "试走馆",
        "太升南路",
        "桌号 H01",
        "2× 宫保鸡丁",
        "83.00",
        "加花生",
        "合计",
        "已退款",
        "-8.00",
        "不是发票",
    ):
        assert text in written, text
    assert "盘子" not in written  # why is between staff
    total = guest.get("/api/v1/visit/receipt")[1]["bill"]["total"]
    assert f"CNY {total // 100}.{total % 100:02}" in written
    theirs = f"{place.home}/visits/{payment['visit_id']}/receipt.pdf"
    assert "Table H01" in read_pdf(place.owner, f"{theirs}?lang=en")
    assert place.sit(1).get("/api/v1/visit/receipt")[1]["orders"] == []
    assert place.app.test_client().get(theirs).status_code == 401


def test_a_name_that_is_too_long_goes_on_in_the_next_line():
    have_face()
    parts = list(_wrapped("蒜蓉粉丝蒸扇贝" * 8, "1,234.00"))
    assert "".join(part["text"] for part in parts) == "蒜蓉粉丝蒸扇贝" * 8
    assert [part["right"] for part in parts] == ["1,234.00", *[""] * (len(parts) - 1)]
    assert all(width_of(part["text"], part["size"]) <= INNER for part in parts)


def read_pdf(person, path) -> str:
    headers = {"Authorization": f"Bearer {person.token}"}
    answer = person.client.get(path, headers=headers)
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    pages = pypdfium2.PdfDocument(answer.data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def test_before_it_is_paid_it_is_a_pre_bill(place):
    guest = place.sit()
    place.send(guest, place.add(guest, "米饭", 5))
    assert guest.get("/api/v1/visit/receipt")[1]["kind"] == "pre_bill"
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    assert place.owner.get(f"{place.home}/visits/{visit}/receipt")[1]["kind"] == "pre_bill"
    assert "预结单" in read_pdf(guest, "/api/v1/visit/receipt.pdf")
    _, client = started(guest)
    at_simulator(place, client)
    assert guest.get("/api/v1/visit/receipt")[1]["kind"] == "receipt"
