"""Judging what was paid, in the payment's own transaction."""

from sqlalchemy import func, insert, select

from core.clock import business_day, now, rfc3339
from core.ids import new_id
from rebates.catalogue import rules_at
from rebates.eligibility import judge, reward
from rebates.models import Enrolment, LedgerRow, Verdict
from restaurants.profile.queries import restaurant_of


def judge_trade(session, fact) -> None:
    """One verdict for each programme that the restaurant takes part in. (PaymentSettled)"""
    enrolments = session.execute(
        select(Enrolment.provider_id, Enrolment.programme).where(
            Enrolment.restaurant_id == fact.restaurant_id, Enrolment.state == "active"
        )
    ).all()
    if not enrolments:
        return
    facts = facts_of(restaurant_of(session, fact.restaurant_id), fact)
    for e in enrolments:
        _post(session, fact.restaurant_id, e.provider_id, e.programme, fact.payment_id, facts)


def rejudge_trade(session, fact) -> None:
    """Money went back: the same facts with the refund, under the rules of the trade's own day. (PaymentRefunded)"""
    for v in holding(session, fact.restaurant_id, fact.payment_id):
        facts = {**v.facts, "refunded": min(fact.refunded_total, v.facts["paid"])}
        _post(session, fact.restaurant_id, v.provider_id, v.programme, fact.payment_id, facts, v.revision + 1)


def facts_of(restaurant: dict, fact) -> dict:
    """What a verdict sees of a settled payment; the day is the restaurant's business day."""
    day = business_day(fact.settled_at, restaurant["time_zone"], restaurant["day_starts_at"])
    return {
        "channel": fact.channel,
        "wallet": fact.wallet,
        "paid": fact.amount,
        "refunded": 0,
        "day": day.isoformat(),
        "settled_at": rfc3339(fact.settled_at),
    }


def holding(session, restaurant_id: str, payment_id: str) -> list:
    """The verdicts that hold for a payment: its highest revision in each programme."""
    latest = (
        select(Verdict.programme, func.max(Verdict.revision).label("revision"))
        .where(Verdict.restaurant_id == restaurant_id, Verdict.payment_id == payment_id)
        .group_by(Verdict.programme)
        .subquery()
    )
    return session.execute(
        select(*Verdict.__table__.c)
        .join(latest, (latest.c.programme == Verdict.programme) & (latest.c.revision == Verdict.revision))
        .where(Verdict.restaurant_id == restaurant_id, Verdict.payment_id == payment_id)
        .order_by(Verdict.programme)
    ).all()


def _post(session, restaurant_id, provider_id, programme, payment_id, facts, revision=1):
    """The verdict, and the ledger row that brings the books to what the rule says.

    What is posted is the target minus what stands there.
    """
    rules, at = rules_at(programme, facts["day"]), now()
    facts = {**facts, "rules": rules["from"]}
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
    rows = booked(session, restaurant_id, payment_id, programme)
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
                "day": facts["day"],
                "rules": rules["from"],
                "at": at,
            },
        )


def booked(session, restaurant_id: str, payment_id: str, programme: str) -> list:
    """(id, amount) of the trade's rows so far, oldest first."""
    return session.execute(
        select(LedgerRow.id, LedgerRow.amount)
        .where(
            LedgerRow.restaurant_id == restaurant_id,
            LedgerRow.payment_id == payment_id,
            LedgerRow.programme == programme,
        )
        .order_by(LedgerRow.id)
    ).all()
