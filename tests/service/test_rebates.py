"""One settled payment: a verdict with every reason, one ledger row, reversed by a refund."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.clock import now
from core.ids import new_id
from core.transactions import reading, transaction
from rebates.books.models import LedgerRow
from rebates.members.enrolling import enrol
from rebates.programmes.catalogue import rules_at
from rebates.programmes.rewards import each_of
from rebates.recompute.queries import differences
from rebates.verdicts import saving
from rebates.verdicts.models import Verdict
from rebates.verdicts.service import judge_trade, rejudge_trade
from tests.http.test_payments import at_simulator, seated, started
from tests.people import new_key
from tests.service.facts import refunded, settled

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NOON = datetime(2026, 7, 14, 4, 0, tzinfo=UTC)


def books(place):
    with reading() as session:
        return session.execute(
            select(LedgerRow.kind, LedgerRow.amount).where(LedgerRow.restaurant_id == place.id).order_by(LedgerRow.id)
        ).all()


def test_counted_then_refunded(place):
    paid = settled(place.id, now())
    with transaction() as session:
        enrol(session, place.id, "p" * 36, "DEMO", LONG_AGO)
        judge_trade(session, paid)
    assert books(place) == [("accrual", 50)]
    with transaction() as session:
        rejudge_trade(session, refunded(paid, 500, now()))
    assert books(place) == [("accrual", 50)]
    with transaction() as session:
        rejudge_trade(session, refunded(paid, 2000, now()))
    assert books(place) == [("accrual", 50), ("reversal", -50)]


def test_every_reason_is_named(place):
    with transaction() as session:
        enrol(session, place.id, "p" * 36, "RB-SMDC2021", LONG_AGO)
        judge_trade(session, settled(place.id, now(), amount=100))
    with reading() as session:
        reasons = session.execute(select(Verdict.reasons).where(Verdict.restaurant_id == place.id)).scalar()
    assert reasons == ["date", "channel", "wallet", "amount", "returned", "user_unknown"]
    assert books(place) == []


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2026, 7, 31, 19, 59, tzinfo=UTC), "2026-07"),  # 03:59 on 1 August: still the July night
        (datetime(2026, 7, 31, 20, 1, tzinfo=UTC), "2026-08"),
        (datetime(2026, 6, 30, 20, 0, tzinfo=UTC), "2026-07"),
    ],
)
def test_the_month_is_the_restaurants_business_month(place, at, month):
    with transaction() as session:
        enrol(session, place.id, "p" * 36, "DEMO", LONG_AGO)
        judge_trade(session, settled(place.id, at))
    with reading() as session:
        assert session.execute(select(LedgerRow.month).where(LedgerRow.restaurant_id == place.id)).scalar() == month


def test_a_refund_in_another_month_is_judged_by_the_trades_own_day(place):
    paid = settled(place.id, NOON)
    with transaction() as session:
        enrol(session, place.id, "p" * 36, "DEMO", LONG_AGO)
        judge_trade(session, paid)
        rejudge_trade(session, refunded(paid, 2000, NOON + timedelta(days=60)))
    with reading() as session:
        rows = session.execute(
            select(LedgerRow.month, LedgerRow.day, LedgerRow.reverses_id, LedgerRow.id)
            .where(LedgerRow.restaurant_id == place.id)
            .order_by(LedgerRow.id)
        ).all()
    assert [(r.month, r.day) for r in rows] == [("2026-07", "2026-07-14")] * 2
    assert rows[1].reverses_id == rows[0].id


def test_who_takes_part_in_nothing_is_not_judged(place):
    with transaction() as session:
        judge_trade(session, settled(place.id, now()))
    with reading() as session:
        assert session.execute(select(func.count()).where(Verdict.restaurant_id == place.id)).scalar() == 0


trades = st.lists(
    st.tuples(
        st.sampled_from([100, 499, 500, 2000]),
        st.sampled_from(["simulator", "counter", "alipay"]),
        st.sampled_from(["h5", "counter"]),
        st.lists(st.integers(1, 2000), max_size=3),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(happened=trades)
def test_the_books_are_the_rule_applied_to_the_facts(app, happened):
    """After any payments and partial refunds: Σ of a trade's rows is the rule, and nothing else is booked."""
    rid, closed_form = new_restaurant(app), 0
    rules = rules_at("DEMO", "2026-07-14")
    with transaction() as session:
        enrol(session, rid, "p" * 36, "DEMO", LONG_AGO)
        for amount, wallet, channel, refunds in happened:
            paid = settled(rid, NOON, amount=amount, wallet=wallet, channel=channel)
            judge_trade(session, paid)
            back = 0
            for part in refunds:
                back = min(amount, back + part)
                rejudge_trade(session, refunded(paid, back, NOON))
            scope = rules["scope"]
            good = amount >= 500 and wallet in scope["wallets"] and channel in scope["channels"]
            closed_form += each_of(rules) if good and back < amount else 0
    with reading() as session:
        booked = session.execute(select(func.sum(LedgerRow.amount)).where(LedgerRow.restaurant_id == rid)).scalar()
    assert int(booked or 0) == closed_form


def new_restaurant(app) -> str:
    from restaurants.accounts.service import make_account
    from restaurants.profile.service import found_restaurant

    with transaction() as session:
        account = make_account(session, f"{new_id()}@x.example", "-", "x")
        profile = {"name": "账", "currency": "CNY", "time_zone": "Asia/Shanghai", "languages": ["zh"]}
        return found_restaurant(session, account, profile)["id"]


def lived(place):
    """Real payments through the API: one that counts, one at the counter, one given back in part and then wholly."""
    with transaction() as session:
        enrol(session, place.id, "p" * 36, "DEMO", LONG_AGO)
    for wallet, parts in (("simulator", ()), ("counter", ()), ("simulator", (300, 700))):
        guest, _ = seated(place)
        payment, client = started(guest, wallet)
        home = f"{place.home}/payments/{payment['id']}"
        if wallet == "simulator":
            at_simulator(place, client, travels="thrice")
        else:
            place.owner.post(f"{home}/confirm", {"method": "cash"})
        for amount in parts:
            assert place.owner.post(f"{home}/refunds", {"amount": amount, "reason": "x"}, new_key())[0] == 201


def test_recomputing_from_first_principles_finds_the_books_right(place):
    lived(place)
    with reading() as session:
        assert differences(session, place.id) == []
    assert sum(amount for _, amount in books(place)) == 50


def test_twin_a_refund_that_was_not_judged_again_is_found(place, monkeypatch):
    from core import facts
    from payments.payments.events import PaymentRefunded

    others = [react for react in facts._reactions[PaymentRefunded] if react is not rejudge_trade]
    monkeypatch.setitem(facts._reactions, PaymentRefunded, others)
    lived(place)
    with reading() as session:
        (wrong,) = differences(session, place.id)
    assert (wrong["booked"], wrong["expected"]) == (50, 0)


def test_twin_posting_the_whole_target_each_time_books_too_much(place, monkeypatch):
    """The guard is target minus what stands there; without the look at what stands there every refund adds again."""
    paid = settled(place.id, NOON)
    with transaction() as session:
        enrol(session, place.id, "p" * 36, "DEMO", LONG_AGO)
        judge_trade(session, paid)
    monkeypatch.setattr(saving, "standing", lambda _: 0)
    with transaction() as session:
        rejudge_trade(session, refunded(paid, 500, NOON))
    assert sum(amount for _, amount in books(place)) == 100
