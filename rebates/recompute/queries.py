"""The books from first principles: every trade judged again from what was paid, and compared with what is booked."""

from sqlalchemy import func, select

from core.facts import ask
from rebates.books.models import LedgerRow
from rebates.members.models import Enrolment
from rebates.programmes.catalogue import PROGRAMMES, rules_at
from rebates.programmes.eligibility import judge
from rebates.programmes.rewards import reward_of
from rebates.recompute.events import TradesOf
from rebates.verdicts.models import JudgedTrade
from rebates.verdicts.service import facts_of
from restaurants.profile.queries import restaurant_of

PAYMENT = "payment:"


def differences(session, restaurant_id: str) -> list[dict]:
    """`[{payment_id, programme, booked, expected}]`; empty where the books are right.

    A trade is expected in the books if it was judged, or came while the enrolment was active.
    """
    restaurant = restaurant_of(session, restaurant_id)
    trades = ask(session, TradesOf(restaurant_id))
    booked = {
        (row.subject.removeprefix(PAYMENT), row.programme): int(row.amount)
        for row in session.execute(
            select(LedgerRow.subject, LedgerRow.programme, func.sum(LedgerRow.amount).label("amount"))
            .where(LedgerRow.restaurant_id == restaurant_id, LedgerRow.subject.startswith(PAYMENT))
            .group_by(LedgerRow.subject, LedgerRow.programme)
        )
    }
    judged = {
        (row.payment_id, row.programme)
        for row in session.execute(
            select(JudgedTrade.payment_id, JudgedTrade.programme).where(JudgedTrade.restaurant_id == restaurant_id)
        )
    }
    active = session.execute(
        select(Enrolment.programme, Enrolment.since).where(
            Enrolment.restaurant_id == restaurant_id, Enrolment.state == "active"
        )
    ).all()
    programmes: dict[str, set] = {}
    for payment_id, code in judged:
        programmes.setdefault(payment_id, set()).add(code)
    expected = {}
    for trade in trades:
        facts = {**facts_of(restaurant, trade), "refunded": trade.refunded}
        codes = programmes.get(trade.payment_id, set()) | {e.programme for e in active if trade.settled_at >= e.since}
        for code in codes:
            rules = rules_at(code, facts["day"])
            settings = PROGRAMMES[code]["settings"]
            reasons = judge(rules, settings, facts)
            expected[trade.payment_id, code] = 0 if reasons else reward_of(rules, settings, facts)
    return [
        {"payment_id": p, "programme": c, "booked": booked.get((p, c), 0), "expected": expected.get((p, c), 0)}
        for p, c in sorted(booked.keys() | expected.keys())
        if booked.get((p, c), 0) != expected.get((p, c), 0)
    ]
