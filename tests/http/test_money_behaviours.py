"""What peers' own tests hold of prices (C) and of payments (F), and what holds it here.

| # | behaviour | held by |
|---|---|---|
| C37 | the price before sending is the price after, line by line, tax inside or on top | test_what_is_shown_is_what_is_sold |
| C39 | a set meal without a free part does not lose its price | test_a_set_meal_costs_its_parts |
| C40 | its parts follow its quantity and stay with it | test_a_set_meal_costs_its_parts |
| C44 | a right set meal is accepted, a wrong one refused by name | test_a_set_meal_costs_its_parts |
| C47 | a negative price, an empty id or name never make a line | test_nothing_empty_or_negative_makes_a_line, tests/http/test_prices.py::test_what_a_client_may_not_say_is_refused_by_name |
| F73 | an unknown wallet, or one that is not set up here, is refused | test_a_wallet_that_cannot_be_used_here_is_refused, tests/http/test_alipay.py::test_alipay_is_offered_only_where_it_is_set_up |
| F76 | begun at the wallet is not paid; paid once when it is | test_begun_at_the_wallet_is_not_paid, tests/concurrency/test_notices.py::test_twenty_five_at_once_credit_once |
| F78 | every attempt is kept, good or bad | test_every_attempt_is_kept, tests/http/test_alipay.py::test_signed_but_not_about_this_trade_changes_no_money |
| F79 | an unknown call-back address tells nothing and changes nothing | test_an_unknown_call_back_address |
| F81 | splitting: sums stay, what belongs together moves together | tests/http/test_split.py::test_three_shares_of_a_bill_that_three_do_not_divide, tests/http/test_bill_replay.py::test_every_evening_adds_up_however_it_is_shared, test_a_set_meal_costs_its_parts |
| F82 | tips are apart: parts, amounts, another; none where they are off | tests/unit/test_tips.py::test_who_may_add_what, tests/http/test_counter.py::test_tips_as_the_owner_wants_them, tests/http/test_split.py::test_a_tip_is_none_of_the_bills |
| F83 | tax inside and on top, none where it is off or zero; here it counts on fees too | tests/unit/test_totals.py::test_a_tax_on_top_is_a_fee_and_one_inside_is_told, test_no_tax_where_it_is_off_or_zero |
| F85 | who may cancel: a guest never, staff until it is served | test_a_guest_cancels_nothing |
"""  # noqa: E501

import re
from pathlib import Path

import pytest

from tests.alipay_simulator.notifying import posted, told
from tests.alipay_simulator.server import APP_ID
from tests.http.test_alipay import asked, deliver
from tests.http.test_payments import PAY, at_simulator, bill_of, seated, started
from tests.people import new_key, open_place

ROOT = Path(__file__).parents[2]
PARTS = (("主菜", "牛排", "88.00", "鸡排", "58.00"), ("汤", "例汤", "12.50", "罗宋汤", "18.00"), ("饮料", "茶", "6.00"))


def group(name, *options):
    """A required choice of one."""
    named = zip(options[::2], options[1::2], strict=True)
    return {
        "id": name,
        "name": name,
        "min": 1,
        "max": 1,
        "options": [{"id": o, "name": o, "price": p} for o, p in named],
    }


MEAL = {"id": "m", "name": "单人套餐", "price": "0.00", "variations": [], "option_groups": [group(*g) for g in PARTS]}
MENU = {"currency": "CNY", "categories": [{"id": "c", "name": "套餐", "items": [MEAL]}]}


def chosen(item, *names):
    found = [(g, m) for g in item["modifier_groups"] for m in g["modifiers"] if m["name"] in names]
    return [{"id": modifier["id"], "quantity": 1} for _, modifier in found]


@pytest.mark.parametrize("included", [True, False], ids=["inside", "on top"])
def test_what_is_shown_is_what_is_sold(app, included):
    tax = {"name": "税", "rate": "0.0625", "included": included}
    place = open_place(app, tax=tax, fees=[{"kind": "percent", "name": "服务费", "rate": "0.105"}])
    guest = place.sit()
    place.add(guest, "宫保鸡丁", 3)
    cart = place.add(guest, "米饭", 7)
    status, sent = place.send(guest, cart)
    assert status == 201
    shown, sold = ({line["name"]: line["line_total"] for line in each["lines"]} for each in (cart, sent["order"]))
    assert shown == sold
    assert cart["total"] == sent["bill"]["total"] == bill_of(guest)["due"]
    payment, _ = started(guest, "counter")
    assert payment["amount"] == cart["total"]


@pytest.mark.parametrize("tax", [None, {"name": "税", "rate": "0", "included": False}], ids=["off", "zero"])
def test_no_tax_where_it_is_off_or_zero(app, tax):
    place = open_place(app, tax=tax)
    guest = place.sit()
    bill = place.send(guest, place.add(guest, quantity=5))[1]["bill"]
    assert (bill["total"], bill["fees"], bill["tax"]) == (1000, [], None)


def test_a_set_meal_costs_its_parts(app):
    place = open_place(app, MENU)
    guest, item = place.sit(), place.dishes["单人套餐"]
    line = {"item_id": item["id"], "quantity": 2, "modifiers": chosen(item, "牛排", "罗宋汤", "茶")}
    unknown = [*line["modifiers"], {"id": "none", "quantity": 1}]
    for wrong, code in ((line["modifiers"][:2], "choice_missing"), (unknown, "choice_unknown")):
        status, problem = guest.post("/api/v1/visit/cart/lines", {**line, "modifiers": wrong})
        assert (status, problem["code"]) == (422, code)
    status, cart = guest.post("/api/v1/visit/cart/lines", line)
    assert (status, cart["total"]) == (201, 2 * (8800 + 1800 + 600))
    (sold,) = place.send(guest, cart)[1]["order"]["lines"]
    assert (sold["quantity"], [m["name"] for m in sold["modifiers"]]) == (2, ["牛排", "罗宋汤", "茶"])
    visit = f"{place.home}/visits/{guest.get('/api/v1/visit')[1]['visit']['id']}"
    other = place.tables[1]["id"]
    order = guest.get("/api/v1/visit")[1]["orders"][0]["id"]
    status, moved = place.owner.post(f"{visit}/separate", {"table_id": other, "order_ids": [order]})
    assert status in (200, 201), moved
    there = place.sit(1).get("/api/v1/visit")[1]
    assert (there["bill"]["total"], len(there["orders"][0]["lines"][0]["modifiers"])) == (22400, 3)
    assert bill_of(guest)["total"] == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"item_id": "", "quantity": 1}, "item_id"),
        ({"quantity": 1}, "item_id"),
        ({"item_id": "x", "quantity": -1}, "quantity"),
        ({"item_id": "x", "quantity": 1, "price": -1}, "price"),
        ({"item_id": "x", "quantity": 1, "modifiers": [{"id": "", "quantity": 1}]}, "modifiers.0.id"),
    ],
)
def test_nothing_empty_or_negative_makes_a_line(place, body, field):
    guest = place.sit()
    status, problem = guest.post("/api/v1/visit/cart/lines", body)
    assert (status, list(problem["errors"])) == (422, [field])
    assert guest.get("/api/v1/visit")[1]["cart"]["lines"] == []


@pytest.mark.parametrize("wallet", ["", "cash", "Counter", None, "alipay"])
def test_a_wallet_that_cannot_be_used_here_is_refused(place, wallet):
    guest, _ = seated(place)
    status, problem = guest.post(PAY, {"wallet": wallet}, new_key())
    assert (status, list(problem["errors"])) == (422, ["wallet"])
    assert bill_of(guest)["payment_ids"] == []


def test_begun_at_the_wallet_is_not_paid(place, alipay):
    """WAIT_BUYER_PAY, well signed: the guest looks at the amount and has not paid."""
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.books.scan(alipay.trade(payment["id"]))
    raw = posted(told(alipay.trade(payment["id"]), APP_ID), alipay.key)
    assert b"WAIT_BUYER_PAY" in raw
    assert deliver(place, raw) == (200, "success")
    asked()
    bill = bill_of(guest)
    assert (bill["paid"], bill["payment_state"], bill["being_paid"]["payment_id"]) == (0, "paying", payment["id"])
    alipay.pay(payment["id"])
    asked(8)
    assert bill_of(guest)["paid"] == 1000


def test_every_attempt_is_kept(place):
    """A refused one, one that was given up for another, and the one that was paid: staff see all of them."""
    guest, _ = seated(place)
    at_simulator(place, started(guest)[1], "refused")
    given_up, _ = started(guest)
    payment, client = started(guest)
    at_simulator(place, client)
    visit = f"{place.home}/visits/{payment['visit_id']}/payments"
    kept = [(p["id"] == given_up["id"], p["status"]) for p in place.owner.get(visit)[1]["items"]]
    assert kept == [(False, "failed"), (True, "expired"), (False, "settled")]


def test_an_unknown_call_back_address(place):
    guest, _ = seated(place)
    payment, _ = started(guest)
    client = place.app.test_client()
    for path in ("/webhooks/nobody", f"/webhooks/{payment['id']}", "/webhooks/"):
        answer = client.post(path, data=b"out_trade_no=1&trade_status=TRADE_SUCCESS")
        assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    for path in ("/webhooks/alipay", "/webhooks/simulator"):
        answer = client.post(path, data=b"out_trade_no=1&trade_status=TRADE_SUCCESS")
        assert (answer.status_code, answer.text) == (400, "failure")
    assert bill_of(guest)["paid"] == 0


def test_a_guest_cancels_nothing(place):
    guest, sent = seated(place)
    order = f"{place.home}/orders/{sent['order']['id']}"
    for path, body in (
        (f"{order}/cancel", {"reason": "x"}),
        (f"/api/v1/visit/orders/{sent['order']['id']}/cancel", {}),
    ):
        assert guest.post(path, body)[0] in (401, 403, 404)
    assert bill_of(guest)["due"] == 1000
    assert place.owner.post(f"{order}/cancel", {"reason": "点错"})[0] == 200
    assert bill_of(guest)["due"] == 0


def test_every_behaviour_names_tests_that_exist():
    rows = [row.split(" | ") for row in __doc__.splitlines() if re.match(r"\| [CF]\d", row)]
    assert [row[0][2:] for row in rows] == "C37 C39 C40 C44 C47 F73 F76 F78 F79 F81 F82 F83 F85".split()
    for number, _, held in rows:
        tests = [name.strip(" |") for name in held.split(",")]
        assert tests, number
        for name in tests:
            file, _, test = name.rpartition("::")
            assert f"def {test}(" in (ROOT / file if file else Path(__file__)).read_text(), (number, name)
