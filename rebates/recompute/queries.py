"""The books from first principles: the closed form over all trades of a provider, compared with what is booked."""

from sqlalchemy import func, select

from core.facts import ask
from rebates.books.models import LedgerRow
from rebates.members.models import Enrolment
from rebates.programmes.catalogue import PROGRAMMES
from rebates.programmes.closed_form import milestones_of, month_of
from rebates.programmes.versions import barred_rewards
from rebates.recompute.events import TradesOf
from rebates.verdicts.models import JudgedTrade
from rebates.verdicts.service import takes_part

OURS = ("payment:", "store:", "code:")


def differences(session, restaurant_id: str) -> list[dict]:
    """`[{subject, programme, booked, expected}]`; empty where the restaurant's books are right.

    What was paid and what went back is the payments' word, whatever the verdicts saw. Trades of other stores matter,
    too: they take places and room below caps.
    """
    enrolments = session.execute(select(*Enrolment.__table__.c).where(Enrolment.restaurant_id == restaurant_id)).all()
    judged = select(JudgedTrade.provider_id, JudgedTrade.programme).where(JudgedTrade.restaurant_id == restaurant_id)
    pairs = {(e.provider_id, e.programme) for e in enrolments} | set(map(tuple, session.execute(judged.distinct())))
    wrong = []
    for provider_id, programme in sorted(pairs):
        expected = _expected(session, provider_id, programme)
        booked = _booked(session, restaurant_id, provider_id, programme)
        mine = {subject: amount for (rid, subject), amount in expected.items() if rid == restaurant_id}
        wrong += [
            {"programme": programme, "subject": s, "booked": booked.get(s, 0), "expected": mine.get(s, 0)}
            for s in sorted(booked.keys() | mine.keys())
            if booked.get(s, 0) != mine.get(s, 0)
        ]
    return wrong + _unjudged(session, restaurant_id, enrolments)


def _expected(session, provider_id, programme) -> dict:
    """(restaurant, subject) → what the ledger should hold."""
    here = (JudgedTrade.provider_id == provider_id, JudgedTrade.programme == programme)
    rows, paid = session.execute(select(*JudgedTrade.__table__.c).where(*here)).all(), {}
    for restaurant_id in {row.restaurant_id for row in rows}:
        paid |= {trade.payment_id: trade for trade in ask(session, TradesOf(restaurant_id))}
    trades = [_facts(row, paid.get(row.payment_id)) for row in rows]
    rules = PROGRAMMES[programme]
    standings = month_of(rules, trades)
    expected = {(t["restaurant_id"], f"payment:{t['payment_id']}"): standings[t["id"]].booked for t in trades}
    papers = session.execute(
        select(Enrolment.restaurant_id, Enrolment.evidence).where(
            Enrolment.provider_id == provider_id, Enrolment.programme == programme
        )
    ).all()
    barred = {(row.restaurant_id, reward) for row in papers for reward in barred_rewards(rules, row.evidence)}
    for reached in milestones_of(rules, trades, standings, barred):
        kind, restaurant_id, code = reached.subject
        subject = f"code:{code}" if kind == "table_code" else f"store:{restaurant_id}"
        expected[restaurant_id, subject] = reached.amount
    return expected


def _facts(row, paid) -> dict:
    facts = {**row.facts, "id": row.id, "payment_id": row.payment_id, "payer": row.payer, "paid_at": row.paid_at}
    if paid is not None:
        own = paid.amount if paid.buyer_paid is None else min(paid.amount, max(0, paid.buyer_paid - paid.tip))
        facts |= {"total": paid.amount, "paid": own, "refunded": paid.refunded}
        facts |= {"channel": paid.channel, "wallet": paid.wallet}
    return facts


def _booked(session, restaurant_id, provider_id, programme) -> dict:
    rows = session.execute(
        select(LedgerRow.subject, func.sum(LedgerRow.amount).label("amount"))
        .where(
            LedgerRow.restaurant_id == restaurant_id,
            LedgerRow.provider_id == provider_id,
            LedgerRow.programme == programme,
        )
        .group_by(LedgerRow.subject)
    )
    return {row.subject: int(row.amount) for row in rows if row.subject.startswith(OURS)}


def _unjudged(session, restaurant_id, enrolments) -> list[dict]:
    """Payments that came while the restaurant took part and that nobody has judged."""
    judged = session.execute(
        select(JudgedTrade.payment_id, JudgedTrade.programme).where(JudgedTrade.restaurant_id == restaurant_id)
    )
    known = set(map(tuple, judged))
    return [
        {"programme": e.programme, "subject": f"payment:{trade.payment_id}", "judged": False}
        for e in enrolments
        for trade in ask(session, TradesOf(restaurant_id))
        if e.since is not None and trade.settled_at >= e.since and takes_part(e, trade.settled_at)
        if (trade.payment_id, e.programme) not in known
    ]
