"""Promise 20 on real evenings: every given dine-in tab, shared at random, with discounts, tips and refunds in between.

After each step the bill, the receipt and the payments agree to the fen; in the end nothing is due and nothing too much.
ZHUOMA_WHOLE=1 replays all tabs of the file instead of a handful, on both databases.
"""

import os
import random

import pytest

from core import limits
from payments.bills import splitting
from tests.http.test_payments import PAY, bill_of
from tests.http.test_receipt import agree, complaints
from tests.live.real_orders import dish_of, menu_of, tabs
from tests.people import new_key, open_place

WHOLE = bool(os.environ.get("ZHUOMA_WHOLE"))
FEW = 5
TERMS = [
    {},
    {
        "fees": [
            {"kind": "per_head", "name": "茶位", "amount": 350},
            {"kind": "percent", "name": "服务费", "rate": "0.105"},
        ],
        "tax": {"name": "增值税", "rate": "0.0625", "included": False, "rounding": "half_even"},
        "round_down": "tenth",
    },
]
WAYS = ("guest", "even", "items", "amount")


class Evening:
    """One party's tab at a table, and everything that may happen to its bill."""

    def __init__(self, place, items, tab, number, dice):
        self.place, self.items, self.tab, self.dice = place, items, tab, dice
        self.phones = [place.sit(number) for _ in range(min(4, tab.covers))]
        self.phones[0].call("PUT", "/api/v1/visit/covers", {"covers": min(99, tab.covers)})
        self.visit = self.phones[0].get("/api/v1/visit")[1]["visit"]["id"]
        self.way, self.n = dice.choice(WAYS), dice.randint(2, 6)
        self.paid = []

    def run(self):
        late = self.dice.randint(0, 1) if len(self.tab.rounds) > 1 else 0
        for round_ in self.tab.rounds[: len(self.tab.rounds) - late]:
            self.order(round_)
        ordered = bill_of(self.phones[0])
        self.maybe_discount()
        self.share()
        self.maybe_refund()
        for round_ in self.tab.rounds[len(self.tab.rounds) - late :]:
            self.order(round_)
        self.share_until_settled()
        agree(self.place, self.phones[0])
        assert self.place.owner.post(f"{self.place.home}/visits/{self.visit}/close", {"how": "settled"})[0] == 200
        return ordered if not late else bill_of(self.phones[0])

    def order(self, round_):
        for line in round_:
            phone = self.dice.choice(self.phones)
            body = {"item_id": self.items[dish_of(line)], "quantity": int(line["counts"]), "note": line["detail_id"]}
            status, cart = phone.post("/api/v1/visit/cart/lines", body)
            assert status == 201, cart
        status, sent = self.place.send(phone, cart)
        assert status == 201, sent

    def share(self):
        """One share, as a phone shows it; what is charged is what was shown. False where nothing could be paid."""
        phone = self.dice.choice(self.phones)
        asked = {"mode": self.way, "parts": self.n}
        told = phone.get(f"/api/v1/visit/split?mode={self.way}&parts={self.n}")[1]
        body = {"wallet": "counter", "split": asked, "tip": self.dice.choice((0, 0, 1, 500))}
        if self.way == "items":
            open_ = [line["id"] for line in told["lines"] if not line["paid"]]
            asked["line_ids"] = self.dice.sample(open_, self.dice.randint(1, len(open_))) if open_ else []
        if self.way == "guest":
            asked["guest_ids"] = sorted({line["guest_id"] for line in told["lines"] if not line["paid"]})[:1]
        if self.way == "amount":
            body["amount"] = self.dice.randint(1, max(1, told["due"]))
        else:
            query = "&".join(f"{k}={','.join(v) if isinstance(v, list) else v}" for k, v in asked.items() if v)
            asked["shown"] = self.phones[0].get(f"/api/v1/visit/split?{query}")[1]["chosen"]
        return self.pay(phone, body)

    def pay(self, phone, body):
        status, answer = phone.post(PAY, body, new_key())
        if status == 422 and body["tip"]:
            return self.pay(phone, {**body, "tip": 0})  # more than is being paid
        if status != 201:
            assert (status, answer["code"]) in ((409, "nothing_due"), (422, "invalid")), answer
            return False
        payment = answer["payment"]
        if "shown" in body.get("split", {}):
            assert payment["amount"] - payment["tip"] == body["split"]["shown"]
        confirm = f"{self.place.home}/payments/{payment['id']}/confirm"
        assert self.place.owner.post(confirm, {"method": "card"})[0] == 200
        self.paid.append(payment)
        agree(self.place, self.phones[0])
        return True

    def share_until_settled(self):
        for _ in range(8):
            if not bill_of(self.phones[0])["due"] or not self.share():
                break
        if bill_of(self.phones[0])["due"]:
            assert self.pay(self.phones[0], {"wallet": "counter", "tip": 0})  # one pays all that is left
        bill = bill_of(self.phones[0])
        assert (bill["due"], bill["overpaid"]) == (0, 0)

    def maybe_discount(self):
        given = self.dice.choice(({}, {"rate": "0.12"}, {"amount": 100}))
        if given:
            path = f"{self.place.home}/visits/{self.visit}/discounts"
            body = {"kind": "discount", "reason": "老客户", **given}
            assert self.place.owner.post(path, body, new_key())[0] in (201, 409)
            agree(self.place, self.phones[0])

    def maybe_refund(self):
        if self.paid and self.dice.random() < 0.5:
            payment = self.dice.choice(self.paid)
            path = f"{self.place.home}/payments/{payment['id']}/refunds"
            amount, due = self.dice.randint(1, payment["amount"]), self.dice.choice(("settled", "again"))
            give = lambda key: self.place.owner.post(path, {"amount": amount, "reason": "x", "due": due}, key)  # noqa: E731
            status, answer = give(key := new_key())
            if status == 403:  # much money: the owner in person
                confirmed = self.place.owner.call("PUT", "/api/v1/session/confirmed", {"password": "correct horse"})
                assert confirmed[0] == 204
                status, answer = give(key)
            assert status == 201, answer
            agree(self.place, self.phones[0])


@pytest.mark.parametrize("terms", TERMS, ids=["plain", "fees"])
def test_every_evening_adds_up_however_it_is_shared(app, data, terms):
    found = tabs(data / "orders")
    dice = random.Random(20)
    place = open_place(app, menu_of(found), tips={"rates": ["0.1"]}, **terms)
    items = {name.rsplit(" ", 1)[1]: dish["id"] for name, dish in place.dishes.items()}
    for n, tab in enumerate(found if WHOLE else dice.sample(found, FEW)):
        limits.forget_all()  # months of guests at six tables within minutes
        shown = Evening(place, items, tab, n % len(place.tables), dice).run()
        if not terms and tab.paid:
            assert shown["subtotal"] == tab.total, tab.id


def three_ways(place):
    guest = place.sit()
    place.send(guest, place.add(guest, "米饭", 1))  # ¥2.00 in three
    for _ in range(3):
        status, answer = guest.post(PAY, {"wallet": "counter", "split": {"mode": "even", "parts": 3}}, new_key())
        if status == 201:
            confirm = f"{place.home}/payments/{answer['payment']['id']}/confirm"
            assert place.owner.post(confirm, {"method": "card"})[0] == 200
    return guest


def test_three_who_share_evenly_are_through(place):
    guest = three_ways(place)
    paid = [p["amount"] for p in guest.get("/api/v1/visit/receipt")[1]["payments"]]
    assert (paid, bill_of(guest)["due"]) == ([67, 67, 66], 0)


def test_twin_without_the_remainder_a_fen_stays_due(place, monkeypatch):
    """Each share as the whole divided, cut off: what the others did is not looked at."""
    monkeypatch.setattr(splitting, "share_evenly", lambda due, parts, paid: [200 // parts])
    assert bill_of(three_ways(place))["due"] == 2


def test_twin_a_doctored_receipt_is_complained_about(place):
    receipt = agree(place, three_ways(place))
    receipt["payments"][0]["amount"] -= 1
    assert complaints(receipt) == ["paid: 199 is not 200"]
    receipt["bill"]["total"] += 1
    assert complaints(receipt)[0] == "total: 200 is not 201"
