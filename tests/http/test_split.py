"""Sharing a bill over HTTP: the quote is what is charged, and all shares together are the bill."""

import pytest

from tests.http.test_payments import PAY, at_simulator, bill_of, seated, started
from tests.people import new_key

FEES = [
    {"kind": "per_head", "name": "茶位", "amount": 400},
    {"kind": "percent", "name": "服务费", "rate": "0.105"},
]


@pytest.fixture
def three(place):
    """Three phones at a table with fees, each with a dish of its own. (place, phones, lines)"""
    settings = {"version": 1, "fees": FEES, "tips": {"custom": True}}
    assert place.owner.call("PATCH", place.home, settings)[0] == 200
    phones = [place.sit() for _ in range(3)]
    place.send(phones[0], _with(place, phones, ("宫保鸡丁", 1), ("米饭", 3), ("米饭", 1)))
    return place, phones


def _with(place, phones, *dishes):
    for phone, (name, quantity) in zip(phones, dishes, strict=True):
        cart = place.add(phone, name, quantity)
    return cart


def quote(guest, **asked):
    query = "&".join(f"{name}={','.join(v) if isinstance(v, list) else v}" for name, v in asked.items())
    status, answer = guest.get(f"/api/v1/visit/split?{query}")
    assert status == 200, answer
    return answer


def pays(place, guest, amount=None, tip=0, **split):
    """A share at the counter, as the phone showed it; answers what was charged for the bill."""
    body = {"wallet": "counter", "split": split, "tip": tip} | ({"amount": amount} if amount else {})
    status, answer = guest.post(PAY, body, new_key())
    assert status == 201, answer
    payment = answer["payment"]
    confirmed = place.owner.post(f"{place.home}/payments/{payment['id']}/confirm", {"method": "wechat_code"})
    assert (confirmed[0], payment["tip"]) == (200, tip)
    return payment["amount"] - tip


def refused(guest, amount=None, **split):
    body = {"wallet": "counter", "split": split} | ({"amount": amount} if amount else {})
    status, problem = guest.post(PAY, body, new_key())
    return status, problem["code"]


def test_three_shares_of_a_bill_that_three_do_not_divide(three):
    place, phones = three
    total = bill_of(phones[0])["total"]
    assert total == 4150 + 800 + 400 + 520  # ¥58.70 in three: one of them pays a fen less
    told = quote(phones[0], mode="even", parts=3)
    assert [share["amount"] for share in told["shares"]] == [1957, 1957, 1956]
    assert (told["chosen"], told["odd"], told["locked"]) == (1957, 2, None)
    paid = [pays(place, phones[0], mode="even", parts=3, shown=1957)]
    told = quote(phones[1], mode="guest")
    assert (told["mode"], told["locked"]) == ("even", {"mode": "even", "parts": 3})
    assert [(share["state"], share["amount"]) for share in told["shares"]] == [
        *(("paid", 1957), ("open", 1957), ("open", 1956)),
    ]
    for guest in phones[1:]:
        paid.append(pays(place, guest, mode="even", parts=3, shown=quote(guest, mode="even", parts=3)["chosen"]))
    assert paid == [1957, 1957, 1956]
    assert sum(paid) == total
    assert (bill_of(phones[0])["due"], bill_of(phones[0])["status"]) == (0, "paid")
    assert refused(phones[0], mode="even", parts=3) == (409, "nothing_due")


def test_everybody_pays_the_own_dishes_with_their_part_of_the_fees(three):
    place, phones = three
    told = quote(phones[1], mode="guest")
    assert [share["is_you"] for share in told["shares"]] == [False, True, False]
    shown = [quote(phone, mode="guest")["chosen"] for phone in phones]
    assert [share["amount"] for share in told["shares"]] == shown
    assert sum(shown) == told["due"] == bill_of(phones[0])["total"]
    assert pays(place, phones[1], mode="guest", shown=shown[1]) == shown[1]
    assert refused(phones[1], mode="guest") == (409, "nothing_due")
    place.send(phones[1], place.add(phones[1], "米饭", 2))  # what comes later joins the rest
    assert quote(phones[1], mode="guest")["chosen"] > 0
    guests = [share["guest_id"] for share in quote(phones[0], mode="guest")["shares"] if share["state"] == "open"]
    rest = bill_of(phones[0])["due"]
    assert pays(place, phones[0], mode="guest", guest_ids=guests) == rest
    assert bill_of(phones[0])["due"] == 0


def test_dishes_that_somebody_chose_and_paid_are_not_paid_again_nor_taken_off(three):
    place, (one, two, _) = three
    lines = quote(one, mode="items")["lines"]
    chosen = [lines[0]["id"], lines[2]["id"]]
    told = quote(one, mode="items", line_ids=chosen)
    assert told["chosen"] == lines[0]["share"] + lines[2]["share"]
    assert pays(place, one, mode="items", line_ids=chosen, shown=told["chosen"]) == told["chosen"]
    assert [line["paid"] for line in quote(two, mode="items")["lines"]] == [True, False, True]
    assert refused(two, mode="items", line_ids=chosen) == (422, "invalid")
    assert refused(two, mode="items", line_ids=[]) == (422, "invalid")
    assert refused(two, mode="even") == (409, "split_locked")
    assert two.post(PAY, {"wallet": "counter", "amount": 100}, new_key())[1]["code"] == "split_locked"
    order = lines[0]["order_id"]
    void = f"{place.home}/orders/{order}/lines/{lines[0]['id']}/void"
    status, problem = place.owner.post(void, {"reason": "x"})
    assert (status, problem["code"]) == (409, "line_paid")
    status, problem = place.owner.post(f"{place.home}/orders/{order}/cancel", {"reason": "x"})
    assert (status, problem["code"]) == (409, "line_paid")
    assert place.owner.post(f"{place.home}/orders/{order}/lines/{lines[1]['id']}/void", {"reason": "x"})[0] == 200
    place.send(two, place.add(two, "米饭", 4))
    rest = bill_of(one)["due"]
    assert pays(place, two, mode="items", line_ids=[quote(two, mode="items")["lines"][-1]["id"]]) == rest
    assert bill_of(one)["due"] == 0


def test_by_amount_and_somebody_pays_the_rest(three):
    place, (one, two, three_) = three
    total = bill_of(one)["total"]
    assert pays(place, one, amount=1000, mode="amount") == 1000
    assert quote(two, mode="amount", amount=99999)["chosen"] == total - 1000
    assert refused(two, amount=total, mode="amount") == (422, "invalid")
    assert refused(two, mode="guest") == (409, "split_locked")
    payment, _ = started(three_, "counter")  # no share: all that is left
    assert payment["amount"] == total - 1000


def test_a_price_that_moved_meanwhile_charges_nothing(three):
    place, (one, two, _) = three
    shown = quote(one, mode="even", parts=2)["chosen"]
    place.send(two, place.add(two))
    status, problem = one.post(
        PAY, {"wallet": "counter", "split": {"mode": "even", "parts": 2, "shown": shown}}, new_key()
    )
    assert (status, problem["code"]) == (409, "split_changed")
    assert problem["amount"] == quote(one, mode="even", parts=2)["chosen"]
    assert bill_of(one)["being_paid"] is None


def test_a_tip_is_none_of_the_bills(place):
    assert place.owner.call("PATCH", place.home, {"version": 1, "tips": {"custom": True}})[0] == 200
    guest, _ = seated(place)
    assert guest.post(PAY, {"wallet": "counter", "tip": 1001}, new_key())[1]["errors"].keys() == {"tip"}
    payment, client = started(guest, tip=200)
    assert (payment["amount"], payment["tip"]) == (1200, 200)  # what the wallet moves
    at_simulator(place, client)
    bill = bill_of(guest)
    assert (bill["total"], bill["paid"], bill["due"], bill["overpaid"], bill["tips"]) == (1000, 1000, 0, 0, 200)
    sales = place.owner.get(f"{place.home}/reports/sales")[1]
    assert (sales["total"], sales["settled"]) == (1000, 1000)
    assert place.owner.get(f"{place.home}/today")[1]["takings"] == 1000
    back = f"{place.home}/payments/{payment['id']}/refunds"
    assert place.owner.post(back, {"amount": 1100, "reason": "x", "due": "again"}, new_key())[0] == 201
    bill = bill_of(guest)  # of the bill's part first, then of the tip
    assert (bill["due"], bill["refunded"], bill["tips"]) == (1000, 1000, 100)
    assert place.owner.get(f"{place.home}/reports/sales")[1]["refunded"] == 1000
    receipt = guest.get("/api/v1/visit/receipt")[1]["payments"]
    assert [(p["amount"], p["tip"], p["refunded"]) for p in receipt] == [(1200, 200, 1100)]


def test_money_given_back_frees_the_way_of_sharing(three):
    place, (one, two, _) = three
    share = pays(place, one, mode="even", parts=3)
    visit = one.get("/api/v1/visit")[1]["visit"]["id"]
    payment = place.owner.get(f"{place.home}/visits/{visit}/payments")[1]["items"][0]
    back = {"amount": share, "reason": "换个付法", "due": "again"}
    assert place.owner.post(f"{place.home}/payments/{payment['id']}/refunds", back, new_key())[0] == 201
    assert quote(two, mode="guest")["locked"] is None
    assert quote(two, mode="even", parts=2)["chosen"] * 2 == bill_of(two)["total"]


def test_the_phone_that_pays_a_share_is_told_to_the_others_and_may_be_taken_over(three):
    place, (one, two, _) = three
    payment, _ = started(one, split={"mode": "even", "parts": 3})
    told = quote(two, mode="even", parts=3)
    assert [share["state"] for share in told["shares"]] == ["paying", "open", "open"]
    status, problem = two.post(PAY, {"wallet": "simulator", "split": {"mode": "even", "parts": 3}}, new_key())
    assert (status, problem["code"], problem["payment_id"]) == (409, "being_paid", payment["id"])
    taken, client = started(two, split={"mode": "guest"}, take_over=payment["id"])
    at_simulator(place, client)
    assert quote(one, mode="even")["locked"]["mode"] == "guest"
    assert bill_of(one)["paid"] == taken["amount"]


def test_staff_see_and_take_shares_for_a_table(three):
    place, (one, *_) = three
    visit = one.get("/api/v1/visit")[1]["visit"]["id"]
    at = f"{place.home}/visits/{visit}"
    status, told = place.owner.get(f"{at}/split?mode=even&parts=4")
    assert (status, len(told["shares"])) == (200, 4)
    body = {"split": {"mode": "even", "parts": 4, "shown": told["chosen"]}}
    status, answer = place.owner.post(f"{at}/payments", body, new_key())
    assert (status, answer["payment"]["amount"]) == (201, told["chosen"])
    assert place.owner.get(f"{place.home}/visits/{'0' * 36}/split")[0] == 404


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"split": {"mode": "roulette"}}, "split.mode"),
        ({"split": {"mode": "even", "parts": 1}}, "split.parts"),
        ({"split": {"mode": "even", "price": 1}}, "split.price"),
        ({"split": {"mode": "even"}, "amount": 100}, "amount"),
        ({"split": {"mode": "amount"}}, "amount"),
        ({"split": {"mode": "even"}, "order_ids": ["x"]}, "order_ids"),
        ({"tip": -1}, "tip"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(place, body, field):
    guest, _ = seated(place)
    status, problem = guest.post(PAY, {"wallet": "counter", **body}, new_key())
    assert (status, list(problem["errors"])) == (422, [field])
