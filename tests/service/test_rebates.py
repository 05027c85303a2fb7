"""One settled payment: a verdict with every reason, one ledger row, reversed by a refund."""

from sqlalchemy import select

from core.clock import now
from core.transactions import reading, transaction
from rebates.models import LedgerRow, Verdict
from rebates.service import enrol, judge_trade, rejudge_trade
from tests.service.facts import refunded, settled


def books(place):
    with reading() as session:
        return session.execute(
            select(LedgerRow.kind, LedgerRow.amount).where(LedgerRow.restaurant_id == place.id).order_by(LedgerRow.id)
        ).all()


def test_counted_then_refunded(place):
    paid = settled(place.id, now())
    with transaction() as session:
        enrol(session, place.id, "p" * 36, "DEMO")
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
        enrol(session, place.id, "p" * 36, "RB-SMDC2021")
        judge_trade(session, settled(place.id, now(), amount=100))
    with reading() as session:
        reasons = session.execute(select(Verdict.reasons).where(Verdict.restaurant_id == place.id)).scalar()
    assert reasons == ["channel", "wallet", "amount", "date"]
    assert books(place) == []
