"""Judging what was paid, in the payment's own transaction."""

from sqlalchemy import func, insert, select

from core.clock import business_day, now
from core.ids import new_id
from rebates.catalogue import rules_at
from rebates.eligibility import judge, reward
from rebates.models import Enrolment, LedgerRow, Verdict
from restaurants.profile.queries import restaurant_of


def enrol(session, restaurant_id: str, provider_id: str, programme: str) -> None:
    session.execute(
        insert(Enrolment),
        {
            "restaurant_id": restaurant_id,
            "id": new_id(),
            "provider_id": provider_id,
            "programme": programme,
            "state": "in_progress",
            "since": now(),
        },
    )


def judge_trade(session, fact) -> None:
    """One verdict for each programme that the restaurant is enrolled in. (PaymentSettled)"""
    restaurant = restaurant_of(session, fact.restaurant_id)
    day = business_day(fact.settled_at, restaurant["time_zone"], restaurant["day_starts_at"]).isoformat()
    for e in session.execute(select(*Enrolment.__table__.c).where(Enrolment.restaurant_id == fact.restaurant_id)).all():
        _post(
            session,
            e.restaurant_id,
            e.provider_id,
            e.programme,
            fact.payment_id,
            {"channel": fact.channel, "wallet": fact.wallet, "paid": fact.amount, "refunded": 0, "day": day},
        )


def rejudge_trade(session, fact) -> None:
    """Money went back: the same facts with the refund. (PaymentRefunded)"""
    latest = (
        select(Verdict.programme, func.max(Verdict.revision))
        .where(Verdict.restaurant_id == fact.restaurant_id, Verdict.payment_id == fact.payment_id)
        .group_by(Verdict.programme)
    )
    for programme, revision in session.execute(latest).all():
        v = session.execute(
            select(*Verdict.__table__.c).where(
                Verdict.restaurant_id == fact.restaurant_id,
                Verdict.payment_id == fact.payment_id,
                Verdict.programme == programme,
                Verdict.revision == revision,
            )
        ).one()
        _post(
            session,
            fact.restaurant_id,
            v.provider_id,
            programme,
            fact.payment_id,
            {**v.facts, "refunded": fact.refunded_total},
            revision + 1,
        )


def _post(session, restaurant_id, provider_id, programme, payment_id, facts, revision=1):
    """The verdict, and the ledger row that brings the books to what the rule says.

    What is posted is the target minus what stands there.
    """
    rules, at = rules_at(programme, facts["day"]), now()
    reasons = judge(rules, facts)
    month = facts["day"][:7]
    session.execute(
        insert(Verdict),
        {
            "restaurant_id": restaurant_id,
            "id": new_id(),
            "payment_id": payment_id,
            "programme": programme,
            "facts": facts,
            "provider_id": provider_id,
            "revision": revision,
            "month": month,
            "counted": not reasons,
            "reasons": reasons,
            "at": at,
        },
    )
    rows = session.execute(
        select(LedgerRow.id, LedgerRow.amount)
        .where(
            LedgerRow.restaurant_id == restaurant_id,
            LedgerRow.payment_id == payment_id,
            LedgerRow.programme == programme,
        )
        .order_by(LedgerRow.id)
    ).all()
    difference = reward(rules, reasons) - sum(r.amount for r in rows)
    if difference:
        session.execute(
            insert(LedgerRow),
            {
                "restaurant_id": restaurant_id,
                "id": new_id(),
                "provider_id": provider_id,
                "programme": programme,
                "payment_id": payment_id,
                "kind": "accrual" if not rows else "reversal" if difference < 0 else "adjustment",
                "amount": difference,
                "month": month,
                "source": f"{programme}:{payment_id}:{revision}",
                "reverses_id": rows[-1].id if rows else None,
                "at": at,
            },
        )
