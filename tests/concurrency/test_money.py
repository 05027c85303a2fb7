"""Money under races, with real commits on both databases; each guard has a twin that fails without it."""

from collections import Counter
from threading import Barrier
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select, update

from core import facts
from core.transactions import again_on_conflict, reading, transaction
from payments.payments import by_line, inbox, service
from payments.payments.events import PaymentSettled
from payments.payments.models import Payment, Refund
from payments.payments.queries import row_of
from payments.payments.refunds import NotRefundable, finish_refund, reserve_refund
from payments.wallets.simulator.notices import notice_of
from payments.wallets.simulator.wallet import decide, trade_row
from tests.concurrency.together import at_once
from tests.http.test_payments import PAY, bill_of, seated, started
from tests.people import new_key


@pytest.fixture
def settlements(monkeypatch):
    """Every announcement of money that came."""
    heard = []
    before = facts._reactions[PaymentSettled]
    monkeypatch.setitem(facts._reactions, PaymentSettled, [lambda _, fact: heard.append(fact), *before])
    return heard


def a_paid_trade(place):
    """Paid at the simulator; nobody here knows yet. (guest, payment, the notice)"""
    guest, _ = seated(place)
    payment, _ = started(guest)
    decide(place.id, payment["id"], "paid")
    with reading() as session:
        return guest, payment, notice_of(trade_row(session, place.id, payment["id"]))


def test_twelve_notices_at_once_credit_once(place, settlements):
    guest, payment, notice = a_paid_trade(place)
    told = at_once(*(lambda: inbox.take_notice("simulator", *notice) for _ in range(12)))
    assert sorted(set(told)) == ["merged", "repeated"]
    assert told.count("merged") == 1
    assert len(settlements) == 1
    assert bill_of(guest)["paid"] == 1000


def test_twin_without_the_inbox_and_the_look_under_the_lock_credits_again(place, settlements, monkeypatch):
    _, payment, notice = a_paid_trade(place)
    with reading() as session:
        as_it_was = row_of(session, place.id, payment["id"])
    monkeypatch.setattr(inbox, "_keep", lambda *_: True)
    monkeypatch.setattr(service, "lock_payment", lambda *_: as_it_was)
    for _ in range(3):
        inbox.take_notice("simulator", *notice)
    assert len(settlements) == 3  # each believed that it was the first


def test_two_phones_that_pay_at_once_are_one_payment(place):
    one, _ = seated(place)
    phones = [one, place.sit(), place.sit()]
    answers = at_once(*(lambda p=p: p.post(PAY, {"wallet": "simulator"}, new_key()) for p in phones))
    assert sorted(status for status, _ in answers) == [201, 409, 409]
    assert {body["code"] for status, body in answers if status == 409} == {"being_paid"}


def test_twin_without_the_visits_lock_two_phones_pay_the_same_bill(place, monkeypatch):
    """Both look before either writes, as they would without a lock; each then writes in its own transaction."""
    guest, _ = seated(place)
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    barrier, real = Barrier(2, timeout=5), service.standing_of

    def naive(who):
        with reading() as session:
            standing = real(session, place.id, visit)
        barrier.wait()
        monkeypatch.setattr(service, "standing_of", lambda *_: standing)
        with transaction() as session:
            return service.start_payment(session, place.id, visit, who, who, "simulator")[0]["id"]

    at_once(lambda: naive("guest:a"), lambda: naive("guest:b"))
    with reading() as session:
        pending = session.execute(select(func.count()).where(Payment.restaurant_id == place.id)).scalar()
    assert pending == 2


def test_phones_that_pay_shares_at_once_pay_one_after_the_other(place):
    """Whatever the order: no share twice, no dish twice, and together never more than the bill."""
    one, _ = seated(place)
    phones = [one, place.sit(), place.sit()]
    share = {"mode": "even", "parts": 3, "shown": 334}
    for _ in range(4):
        answers = at_once(
            *(lambda p=p, s=share: p.post(PAY, {"wallet": "simulator", "split": s}, new_key()) for p in phones)
        )
        assert sum(status == 201 for status, _ in answers) <= 1, answers
        for status, body in answers:
            if status == 201:
                place.app.test_client().post(f"{body['client']['redirect_url']}/paid")
            else:
                assert body["code"] in ("being_paid", "nothing_due", "split_changed"), body
        due = bill_of(one)["due"]
        share = {**share, "shown": {666: 333, 333: 333}.get(due, 334)}
    bill = bill_of(one)
    assert (bill["paid"], bill["due"], bill["overpaid"]) == (1000, 0, 0)
    assert sorted(p["amount"] for p in one.get("/api/v1/visit/receipt")[1]["payments"]) == [333, 333, 334]


def test_a_discount_and_a_payment_at_once_never_charge_too_much(place):
    """Either the phone is asked for less, or the discount is told that somebody pays already."""
    body = {"kind": "discount", "amount": 400, "reason": "x"}
    for _ in range(3):
        guest, _ = seated(place)
        visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
        path = f"{place.home}/visits/{visit}/discounts"
        (given, _), (begun, paying) = at_once(
            lambda path=path: place.owner.post(path, body, new_key()),
            lambda guest=guest: guest.post(PAY, {"wallet": "simulator"}, new_key()),
        )
        assert (given, begun) in ((201, 201), (409, 201))
        assert paying["payment"]["amount"] == (600 if given == 201 else 1000)
        place.app.test_client().post(f"{paying['client']['redirect_url']}/paid")
        bill = bill_of(guest)
        assert (bill["due"], bill["overpaid"]) == (0, 0)
        assert place.owner.post(f"{place.home}/visits/{visit}/close", {"how": "settled"})[0] == 200


def give_back(place, payment_id, amount):
    def work():
        with transaction() as session:
            return reserve_refund(session, place.id, payment_id, amount, "x", "account:1")

    try:
        refund_id = again_on_conflict(work)
    except NotRefundable:
        return 0
    with transaction() as session:
        finish_refund(session, place.id, refund_id)
    return amount


def test_eight_refunds_at_once_never_exceed_what_was_paid(place):
    guest, payment, notice = a_paid_trade(place)
    inbox.take_notice("simulator", *notice)
    back = at_once(*(lambda: give_back(place, payment["id"], 300) for _ in range(8)))
    assert sum(back) == 900
    bill = bill_of(guest)
    assert (bill["refunded"], bill["paid"]) == (900, 1000)


def test_twenty_requests_at_once_never_exceed_what_was_paid(place):
    """Amounts, lines and the whole, over HTTP; what is left is what the last one hears."""
    guest, payment, notice = a_paid_trade(place)
    inbox.take_notice("simulator", *notice)
    path = f"{place.home}/payments/{payment['id']}/refunds"
    (line,) = place.owner.get(f"{place.home}/visits/{payment['visit_id']}/refunds")[1]["lines"]
    asked = [{"amount": 300}, {"lines": [{"line_id": line["line_id"], "quantity": 2}]}, {"amount": 70}, {"whole": True}]
    answers = at_once(
        *(lambda n=n: place.owner.post(path, {**asked[n % 4], "reason": "x"}, new_key()) for n in range(20))
    )
    assert {status for status, _ in answers} <= {201, 409, 422}
    back = sum(body["amount"] for status, body in answers if status == 201)
    with reading() as session:
        assert sum(trade_row(session, place.id, payment["id"]).refunds.values()) == back
    assert back == bill_of(guest)["refunded"] == 1000  # some “whole” took what was left
    portions = [line["quantity"] for s, body in answers if s == 201 for line in body["lines"]]
    assert sum(portions) <= line["quantity"]


def test_twenty_refunds_of_the_same_portion_are_one(place):
    guest, payment, notice = a_paid_trade(place)
    inbox.take_notice("simulator", *notice)
    path = f"{place.home}/payments/{payment['id']}/refunds"
    (line,) = place.owner.get(f"{place.home}/visits/{payment['visit_id']}/refunds")[1]["lines"]
    body = {"lines": [{"line_id": line["line_id"], "quantity": 3}], "reason": "x"}
    answers = at_once(*(lambda: place.owner.post(path, body, new_key()) for _ in range(20)))
    assert sorted(status for status, _ in answers) == [201] + [422] * 19
    assert bill_of(guest)["refunded"] == 600


def test_twin_without_the_look_at_what_is_gone_portions_go_back_again(place, monkeypatch):
    _, payment, notice = a_paid_trade(place)
    inbox.take_notice("simulator", *notice)
    path = f"{place.home}/payments/{payment['id']}/refunds"
    (line,) = place.owner.get(f"{place.home}/visits/{payment['visit_id']}/refunds")[1]["lines"]
    body = {"lines": [{"line_id": line["line_id"], "quantity": 4}], "reason": "x"}
    assert place.owner.post(path, body, new_key())[0] == 201  # of five
    monkeypatch.setattr(by_line, "_gone", lambda *_: (Counter(), Counter()))
    body["lines"][0]["quantity"] = 1
    answers = [place.owner.post(path, body, new_key()) for _ in range(2)]
    assert answers[0][0] == 201
    assert answers[1][1]["code"] == "not_refundable"  # the money's own guard still stands


def test_twin_without_the_guarded_statement_gives_back_too_much(place):
    _, payment, notice = a_paid_trade(place)
    inbox.take_notice("simulator", *notice)
    barrier = Barrier(2, timeout=5)

    def naive():
        with reading() as session:
            p = row_of(session, place.id, payment["id"])
        fits = p.refunded_total + p.refund_held + 700 <= p.amount
        barrier.wait()
        if fits:
            with transaction() as session:
                session.execute(
                    update(Payment)
                    .where(Payment.restaurant_id == place.id, Payment.id == p.id)
                    .values(refund_held=Payment.refund_held + 700)
                )

    at_once(naive, naive)
    with reading() as session:
        assert row_of(session, place.id, payment["id"]).refund_held == 1400  # of 1000


def test_one_tap_of_two_waiters_takes_the_money_once(place, settlements):
    guest, _ = seated(place)
    payment, _ = started(guest, "counter")
    path = f"{place.home}/payments/{payment['id']}/confirm"
    answers = at_once(*(lambda m=m: place.owner.post(path, {"method": m}) for m in ("cash", "card")))
    assert [status for status, _ in answers] == [200, 200]
    assert len(settlements) == 1
    assert answers[0][1]["method"] == answers[1][1]["method"]


def test_paying_while_another_phone_sends_charges_what_was_shown(place):
    one, sent = seated(place)
    two = place.sit()
    cart = place.add(two, quantity=3)
    payment, client = started(one)
    at_once(
        lambda: place.app.test_client().post(f"{client['redirect_url']}/paid", data={"travels": "thrice"}),
        lambda: place.send(two, cart),
    )
    bill = bill_of(one)
    assert (bill["paid"], bill["total"], bill["due"], bill["overpaid"]) == (1000, 1600, 600, 0)
    states = [o["payment_state"] for o in one.get("/api/v1/visit")[1]["orders"]]
    assert states == ["paid", "unpaid"]


def test_the_same_key_of_two_taps_is_one_payment(place):
    guest, _ = seated(place)
    key = new_key()
    answers = at_once(*(lambda: guest.post(PAY, {"wallet": "simulator"}, key) for _ in range(6)))
    done = [body for status, body in answers if status == 201]
    assert done
    assert all(body == done[0] for body in done)
    assert {status for status, _ in answers} <= {201, 409, 503}
    with reading() as session:
        assert session.execute(select(func.count()).where(Payment.restaurant_id == place.id)).scalar() == 1
        assert session.execute(select(func.count()).where(Refund.restaurant_id == place.id)).scalar() == 0


def test_an_errand_is_run_by_one_of_two_runners(place):
    from core.clock import now
    from core.errands import send_errand
    from tests.errands import run_due

    runs, gate = [], Barrier(2, timeout=5)
    with transaction() as session:
        send_errand(session, place.id, "test", {}, now())

    def handle(task):
        runs.append(task.id)

    def run():
        gate.wait()
        run_due({"test": handle})

    at_once(run, run)
    assert len(runs) == 1
    assert run_due({"test": handle}) == 0


def test_an_errand_that_fails_comes_again_and_is_given_up_in_the_end(place):
    from core.clock import now
    from core.errands import TRIES, given_up, send_errand
    from tests.errands import run_due

    with transaction() as session:
        send_errand(session, place.id, "broken", {}, now())
    far = SimpleNamespace(at=now())

    def fail(_task):
        raise RuntimeError("the partner is gone")

    for _ in range(TRIES):
        far.at = far.at.replace(year=far.at.year + 1)
        run_due({"broken": fail}, at=far.at)
    with reading() as session:
        (stuck,) = given_up(session, place.id)
    assert stuck.last_error == "RuntimeError: the partner is gone"
    assert run_due({"broken": fail}, at=far.at.replace(year=far.at.year + 1)) == 0
    stuck = place.owner.get(f"{place.home}/today")[1]["stuck_errands"]
    assert [e["kind"] for e in stuck] == ["broken"]
