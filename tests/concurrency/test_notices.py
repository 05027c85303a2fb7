"""Promises 16 and 17: what a payment is follows from the set of facts, never from their order, number or company.

400 shuffled sequences and 2,000 forgeries here, half on each database; 10,000 and 50,000 by `make acceptance`
(tests/acceptance/notices.py).
"""

import random

import pytest

from payments.payments import inbox, service
from payments.wallets.alipay import notices, signing
from payments.wallets.protocol import NotGenuine
from tests.concurrency.together import at_once
from tests.http.test_alipay import deliver, notice
from tests.http.test_payments import bill_of, seated, started
from tests.notices import forged, outcome_of, sequence, told_of

FORGERIES = 1000


def paid_trade(place, alipay, table=0):
    guest = place.sit(table)
    status, sent = place.send(guest, place.add(guest, quantity=5))
    assert status == 201, sent
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    return guest, payment


@pytest.mark.parametrize(("parts", "sequences"), [(1, 30), (2, 70), (4, 100)])
def test_any_order_and_number_of_notices_comes_to_the_same(place, alipay, parts, sequences):
    """200 on each database."""
    chance = random.Random(parts)
    _, payment = paid_trade(place, alipay)
    raws = told_of(alipay, payment["id"], parts)
    ends = {outcome_of(place.id, payment["id"], sequence(raws, chance)) for _ in range(sequences)}
    assert len(ends) == 1
    paid, refunded, due = ends.pop()[-3:]
    assert (paid, refunded, due) == (1000, {1: 0, 2: 300, 4: 1000}[parts], 0)


def test_twenty_five_at_once_credit_once(place, alipay, monkeypatch):
    guest, payment = paid_trade(place, alipay)
    raw = notice(alipay, payment)
    told = at_once(*(lambda: deliver(place, raw) for _ in range(25)))
    assert set(told) == {(200, "success")}
    assert (bill_of(guest)["paid"], bill_of(guest)["overpaid"]) == (1000, 0)


def test_twin_a_state_that_is_assigned_depends_on_the_order(place, alipay, monkeypatch):
    """The last word wins: a late "paid" takes a refund back."""
    chance = random.Random(5)
    _, payment = paid_trade(place, alipay)
    raws = told_of(alipay, payment["id"], 2)
    real = service.record_known

    def assigned(session, restaurant_id, payment_id, known):
        done = real(session, restaurant_id, payment_id, known)
        service.change(session, restaurant_id, payment_id, refunded_total=known.refunded_total)
        return done

    monkeypatch.setattr(inbox, "record_known", assigned)
    assert len({outcome_of(place.id, payment["id"], sequence(raws, chance)) for _ in range(30)}) > 1


def test_no_forgery_changes_money(place, alipay):
    chance = random.Random(17)
    guest, payment = paid_trade(place, alipay)
    other = paid_trade(place, alipay, 1)[1]
    raw = notice(alipay, payment)
    for n in range(FORGERIES):
        how, body = forged(chance, raw, alipay, payment["id"], other["id"])
        try:
            outcome = inbox.take_notice("alipay", {}, body)
        except NotGenuine:
            outcome = "rejected"
        assert outcome in ("rejected", "unmatched"), (n, how, outcome)
    assert bill_of(guest)["paid"] == 0
    assert deliver(place, raw) == (200, "success") and bill_of(guest)["paid"] == 1000


@pytest.mark.parametrize("guard", ["signature", "amount", "seller"])
def test_twin_without_a_guard_a_forgery_is_money(place, alipay, monkeypatch, guard):
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    alipay.pay(payment["id"])
    if guard == "signature":
        monkeypatch.setattr(signing, "_signed_by", lambda *_: True)
        body = notice(alipay, payment, "other_key")
    elif guard == "amount":
        monkeypatch.setattr(inbox, "_judge", lambda *_: ("merged", ""))
        body = notice(alipay, payment, "amount")
    else:
        monkeypatch.setattr(notices, "_problem", lambda *_: "")
        body = notice(alipay, payment, "seller")
    assert deliver(place, body) == (200, "success")
    assert bill_of(guest)["paid"] == 1000
