"""Judging what was paid, in the payment's own transaction."""

from datetime import datetime

from sqlalchemy import insert, select, update

from core.clock import business_day, now, rfc3339
from core.ids import new_id
from rebates.books.locking import lock_books
from rebates.books.posting import Entry, move_counts, post
from rebates.members.models import Enrolment
from rebates.programmes.catalogue import PROGRAMMES, rules_at
from rebates.programmes.eligibility import judge
from rebates.programmes.rewards import reward_of
from rebates.verdicts.models import JudgedTrade, Verdict
from restaurants.profile.queries import restaurant_of


def judge_trade(session, fact) -> None:
    """One verdict for each programme that the restaurant takes part in. (PaymentSettled)"""
    enrolments = session.execute(
        select(Enrolment.provider_id, Enrolment.programme, Enrolment.merchant_id).where(
            Enrolment.restaurant_id == fact.restaurant_id, Enrolment.state == "active"
        )
    ).all()
    if not enrolments:
        return
    facts = facts_of(restaurant_of(session, fact.restaurant_id), fact)
    lock_books(session, [(e.provider_id, e.programme) for e in enrolments])
    for e in enrolments:
        trade = {
            "restaurant_id": fact.restaurant_id,
            "id": new_id(),
            "payment_id": fact.payment_id,
            "programme": e.programme,
            "provider_id": e.provider_id,
            "merchant": e.merchant_id or fact.restaurant_id,
            "payer": None,
            "day": facts["day"],
            "month": facts["day"][:7],
            "paid_at": fact.settled_at,
            "trade_no": fact.payment_id,
            "table_code": None,
            "rules": rules_at(e.programme, facts["day"])["from"],
            "facts": {},
            "own_reasons": [],
            "reasons": None,
            "reason": "",
            "earned": 0,
            "capped": 0,
            "booked": 0,
            "ledger_id": None,
            "revision": 0,
            "judged_at": None,
        }
        _stand(session, trade, facts, "settled")


def rejudge_trade(session, fact) -> None:
    """Money went back: the same facts with the refund, under the rules of the trade's own day. (PaymentRefunded)"""
    trades = judged(session, fact.restaurant_id, fact.payment_id)
    lock_books(session, [(t.provider_id, t.programme) for t in trades])
    for trade in judged(session, fact.restaurant_id, fact.payment_id):
        facts = {**trade.facts, "refunded": min(fact.refunded_total, trade.facts["paid"])}
        _stand(session, trade._asdict(), facts, "refunded")


def facts_of(restaurant: dict, fact) -> dict:
    """What a verdict sees of a settled payment; the day is the restaurant's business day."""
    day = business_day(fact.settled_at, restaurant["time_zone"], restaurant["day_starts_at"])
    return {
        "channel": fact.channel,
        "wallet": fact.wallet,
        "order_type": "dine_in",
        "paid": fact.amount,
        "total": fact.amount,
        "refunded": 0,
        "payer": getattr(fact, "user_key", None),
        "table_code": None,
        "code_registered": False,
        "returned": False,
        "risk": False,
        "enrolled": True,
        "day": day.isoformat(),
        "settled_at": rfc3339(fact.settled_at),
    }


def judged(session, restaurant_id: str, payment_id: str) -> list:
    """How a payment stands in each programme."""
    return session.execute(
        select(*JudgedTrade.__table__.c)
        .where(JudgedTrade.restaurant_id == restaurant_id, JudgedTrade.payment_id == payment_id)
        .order_by(JudgedTrade.provider_id, JudgedTrade.programme)
    ).all()


def _stand(session, trade: dict, facts: dict, cause: str):
    """The verdict, and the ledger row that brings the books to what the rule says.

    What is posted is the target minus what stands there.
    """
    rules, settings = rules_at(trade["programme"], trade["day"]), PROGRAMMES[trade["programme"]]["settings"]
    facts = {**facts, "rules": rules["from"]}
    reasons, revision = judge(rules, settings, facts), trade["revision"] + 1
    target, booked = 0 if reasons else reward_of(rules, settings, facts), standing(trade)
    ledger_id = trade["ledger_id"]
    if target != booked:
        entry = Entry(
            trade["restaurant_id"],
            f"payment:{trade['payment_id']}",
            target - booked,
            trade["month"],
            trade["day"],
            trade["rules"],
            f"{trade['programme']}:{trade['payment_id']}:{revision}",
            ledger_id,
        )
        (ledger_id,) = post(session, trade["provider_id"], trade["programme"], [entry])
    at, stands_at = now(), (reasons or [""])[0]
    _save(session, trade, facts, reasons, target, ledger_id, at)
    _add_verdict(session, trade, facts, reasons, target, cause, at)
    moved = {stands_at: 1}
    if trade["reasons"] is not None:
        moved[trade["reason"]] = moved.get(trade["reason"], 0) - 1
    move_counts(session, trade["restaurant_id"], trade["provider_id"], trade["programme"], trade["month"], moved)


def standing(trade: dict) -> int:
    """What the ledger holds for the trade."""
    return trade["booked"]


def _save(session, trade, facts, reasons, target, ledger_id, at):
    values = {
        "facts": facts,
        "own_reasons": reasons,
        "reasons": reasons,
        "reason": (reasons or [""])[0],
        "earned": target,
        "capped": target,
        "booked": target,
        "ledger_id": ledger_id,
        "revision": trade["revision"] + 1,
        "judged_at": at,
    }
    if trade["reasons"] is None:
        session.execute(insert(JudgedTrade), {**trade, **values})
    else:
        this = JudgedTrade.restaurant_id == trade["restaurant_id"], JudgedTrade.id == trade["id"]
        session.execute(update(JudgedTrade).where(*this).values(**values))


def _add_verdict(session, trade, facts, reasons, target, cause, at: datetime):
    session.execute(
        insert(Verdict),
        {
            "restaurant_id": trade["restaurant_id"],
            "id": new_id(),
            "payment_id": trade["payment_id"],
            "programme": trade["programme"],
            "provider_id": trade["provider_id"],
            "revision": trade["revision"] + 1,
            "month": trade["month"],
            "counted": not reasons,
            "reasons": reasons,
            "facts": facts,
            "earned": target,
            "booked": target,
            "cause": cause,
            "at": at,
        },
    )
