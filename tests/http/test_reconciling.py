"""The wallet's bill against ours: agreement, differences by cause, and the taps that settle them."""

import pytest
import time_machine

from core.clock import now
from core.transactions import reading
from payments.payments.queries import row_of
from payments.payments.service import record_outcome
from payments.reconciling.running import reconcile_day
from payments.wallets.alipay.bills import alipay_day, ready_at
from payments.wallets.protocol import WalletUnreachable
from tests.errands import HANDLERS, run_due
from tests.http.test_alipay import asked, deliver, notice
from tests.http.test_alipay_provider import authorised  # noqa: F401  (a fixture)
from tests.http.test_payments import PAY, bill_of, seated, started
from tests.people import new_key


@pytest.fixture
def day():
    return alipay_day(now())


def a_payment(place, provider, table=0, told=True):
    guest = place.sit(table)
    place.send(guest, place.add(guest, quantity=5))
    payment, _ = started(guest, "alipay")
    provider.pay(payment["id"])
    if told:
        assert deliver(place, notice(provider, payment)) == (200, "success")
    return guest, payment


def a_trade_of_theirs(provider, merchant, number, amount="10.00"):
    content = {"out_trade_no": number, "total_amount": amount, "subject": "面", "buyer_id": "2088000000000077"}
    trade = provider.books.create(merchant, content)
    provider.books.pay(trade)
    return trade


def shown(place):
    return place.owner.get(f"{place.home}/reconciliation")[1]


def test_a_day_on_which_all_agrees(authorised, provider, day):  # noqa: F811
    place, _ = authorised
    _, first = a_payment(place, provider, 0)
    a_payment(place, provider, 1)
    refund = place.owner.post(f"{place.home}/payments/{first['id']}/refunds", {"amount": 300, "reason": "x"}, new_key())
    assert refund[1]["status"] == "done"
    provider.dead_bills = 2
    assert reconcile_day(place.id, day) == []
    (told,) = shown(place)["days"]
    assert (told["state"], told["ours"], told["theirs"], told["ours_total"], told["theirs_total"]) == (
        *("done", 2, 2),
        *(1700, 1700),
    )
    assert shown(place)["differences"] == []


def test_money_that_nobody_told_of_is_found_by_the_bill(authorised, provider, day):  # noqa: F811
    place, _ = authorised
    guest, payment = a_payment(place, provider, told=False)
    assert reconcile_day(place.id, day) == []
    assert guest.get(f"{PAY}/{payment['id']}")[1]["status"] == "settled"
    assert bill_of(guest)["due"] == 0


def test_money_that_only_they_have_is_matched_or_given_back(authorised, provider, day):  # noqa: F811
    place, merchant = authorised
    guest, _ = seated(place)
    visit = guest.get("/api/v1/visit")[1]["visit"]["id"]
    n = new_key()
    mine, other = a_trade_of_theirs(provider, merchant, f"till1{n}"), a_trade_of_theirs(provider, merchant, f"till2{n}")
    assert {f.kind for f in reconcile_day(place.id, day)} == {"theirs_only"}
    rows = {d["number"]: d for d in shown(place)["differences"]}
    assert {(d["ours"], d["theirs"]) for d in rows.values()} == {(None, 1000)}
    path = f"{place.home}/differences/{rows[mine.number]['id']}"
    assert place.owner.post(f"{path}/match", {"visit_id": "nobody"})[1]["code"] == "visit_unknown"
    status, matched = place.owner.post(f"{path}/match", {"visit_id": visit})
    assert (status, matched["settled_how"]) == (200, "matched"), matched
    assert bill_of(guest)["paid"] == 1000
    assert place.owner.post(f"{path}/give-back")[1]["code"] == "difference_settled"
    again = place.owner.post(
        f"{place.home}/payments/{matched['payment_id']}/refunds", {"amount": 100, "reason": "x"}, n
    )
    assert again[1]["status"] == "done" and mine.back == 1

    path = f"{place.home}/differences/{rows[other.number]['id']}"
    provider.gateway.mischief.lost["alipay.trade.refund"] = 1
    for _ in range(2):
        assert place.owner.post(f"{path}/give-back")[1]["giving_back"] is True
    assert place.owner.post(f"{path}/match", {"visit_id": visit})[1]["code"] == "difference_settled"
    asked(1)
    asked(30)
    assert other.back == 10 and list(other.refunds) == [rows[other.number]["id"].replace("-", "")]
    assert {d["settled_how"] for d in shown(place)["differences"]} == {"matched", "given_back"}
    assert place.owner.get(f"{place.home}/today")[1]["open_differences"] == 0


def test_money_that_only_we_have_and_sums_that_differ_are_explained(authorised, provider, day):  # noqa: F811
    place, _ = authorised
    guest = place.sit(0)
    place.send(guest, place.add(guest, quantity=5))
    alone, _ = started(guest, "alipay")
    from core.transactions import transaction

    with transaction() as session:
        record_outcome(session, place.id, alone["id"], "paid")
    _, other = a_payment(place, provider, 1)
    provider.trade(other["id"]).amount += 1
    found = {f.kind: (f.ours, f.theirs) for f in reconcile_day(place.id, day)}
    assert found == {"ours_only": (1000, None), "amount": (1000, 1100)}
    assert place.owner.get(f"{place.home}/today")[1]["open_differences"] == 2
    rows = {d["kind"]: d for d in shown(place)["differences"]}
    path = f"{place.home}/differences/{rows['ours_only']['id']}"
    assert place.owner.post(f"{path}/give-back")[1]["code"] == "not_their_money"
    assert place.owner.post(f"{path}/explain", {"note": ""})[0] == 422
    assert place.owner.post(f"{path}/explain", {"note": "测试单"})[1]["settled_how"] == "explained"
    provider.trade(other["id"]).amount -= 1
    reconcile_day(place.id, day)
    rows = {d["kind"]: d for d in shown(place)["differences"]}
    assert (rows["amount"]["settled_how"], rows["amount"]["note"]) == ("explained", "Both sides agree now.")


def test_refunds_at_their_counter_are_heard_or_shown(authorised, provider, day):  # noqa: F811
    place, merchant = authorised
    _, whole = a_payment(place, provider, 0)
    _, part = a_payment(place, provider, 1)
    for payment, amount in ((whole, "10.00"), (part, "4.00")):
        number = provider.trade(payment["id"]).number
        provider.books.refund(merchant, {"out_trade_no": number, "refund_amount": amount, "out_request_no": new_key()})
    found = reconcile_day(place.id, day)
    assert [(f.kind, f.ours, f.theirs, f.side.payment_id) for f in found if f.side.payment_id == part["id"]] == [
        ("refund", 0, 400, part["id"])
    ]
    with reading() as session:
        assert row_of(session, place.id, whole["id"]).refunded_total == 1000


def test_a_notice_about_a_payment_that_was_lost_is_shown_and_given_back(authorised, provider, day):  # noqa: F811
    """After an old backup was restored: Alipay knows more than we do, and returns what we had sent along."""
    from urllib.parse import quote

    place, merchant = authorised
    content = {"out_trade_no": new_key(), "total_amount": "10.00", "subject": "面", "buyer_id": "2088000000000077"}
    content["passback_params"] = quote(f'{{"restaurant_id":"{place.id}"}}', safe="")
    trade = provider.books.create(merchant, content)
    provider.books.pay(trade)
    assert deliver(place, notice(provider, {"id": trade.number})) == (200, "success")
    (row,) = shown(place)["differences"]
    assert (row["kind"], row["number"], row["theirs"]) == ("theirs_only", trade.number, 1000)
    place.owner.post(f"{place.home}/differences/{row['id']}/give-back")
    asked(1)
    assert trade.back == 10 and shown(place)["differences"][0]["settled_how"] == "given_back"


def test_a_bill_that_cannot_be_had_leaves_the_day_planned(authorised, provider, day):  # noqa: F811
    place, _ = authorised
    a_payment(place, provider)
    provider.dead_bills = 3
    with pytest.raises(WalletUnreachable):
        reconcile_day(place.id, day)
    assert [d["state"] for d in shown(place)["days"]] == ["planned"]
    assert reconcile_day(place.id, day) == []


def test_every_night_by_itself_and_by_command(authorised, provider, day):  # noqa: F811
    place, merchant = authorised
    a_payment(place, provider)
    a_trade_of_theirs(provider, merchant, f"till{new_key()}")
    assert [(d["day"], d["state"]) for d in shown(place)["days"]] == [(day, "planned")]
    with time_machine.travel(ready_at(day), tick=False):
        # A day on, everything other tests left is due as well, and one run takes only so many.
        run_due({"alipay.reconcile": HANDLERS["alipay.reconcile"]})
    days = shown(place)["days"]
    assert [(d["day"], d["state"], d["open_differences"]) for d in days if d["day"] == day] == [(day, "done", 1)]
    told = place.app.test_cli_runner().invoke(args=["reconcile", "--date", day, "--restaurant", place.id])
    assert told.exit_code == 1 and '"kind": "theirs_only"' in told.output and "1 differences" in told.output


def test_a_notice_that_names_no_restaurant_is_listed_for_the_house(authorised, provider, day):  # noqa: F811
    place, _ = authorised
    guest, _ = seated(place)
    payment, _ = started(guest, "alipay")
    provider.pay(payment["id"])
    number = "0" * 20 + new_key()[:12]
    assert deliver(place, notice(provider, payment, out_trade_no=number, passback_params="")) == (200, "success")
    told = place.app.test_cli_runner().invoke(args=["alipay", "unmatched"])
    assert told.exit_code == 0 and number in told.output
    assert bill_of(guest)["paid"] == 0
