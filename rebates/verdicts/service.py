"""Judging what was paid, in the transaction of the fact that says so, and judging again whenever a fact changes.

Every use case first learns which books it will write, locks them in order, and only then reads what it judges by.
"""

from collections import defaultdict

from core.clock import rfc3339
from core.ids import new_id
from core.statements import run
from rebates.books.locking import lock_books
from rebates.programmes.catalogue import PROGRAMMES
from rebates.programmes.days import day_of
from rebates.programmes.eligibility import merchant_of
from rebates.verdicts.aliases import alias
from rebates.verdicts.clipping import clip_trades
from rebates.verdicts.milestones import weigh_milestones, weigh_store_again
from rebates.verdicts.queries import (
    ALIAS,
    CODE,
    COUNTED_MONTHS,
    ENROLMENTS,
    MILESTONES,
    OF_CODE,
    OF_PAYER,
    OF_PAYMENT,
    REGISTRATION,
)
from rebates.verdicts.saving import save_sitting
from rebates.verdicts.sitting import Sitting
from rebates.verdicts.trades import new_trade
from restaurants.profile.queries import RESTAURANT


def judge_trade(session, fact) -> None:
    """One verdict for each programme that the restaurant takes part in. Repeating is harmless. (PaymentSettled)"""
    rid = fact.restaurant_id
    enrolments, restaurants, codes = run(
        session,
        ENROLMENTS(restaurant_id=rid),
        RESTAURANT(restaurant=rid),
        CODE(restaurant_id=rid, table_id=fact.table_id or ""),
    )
    taking_part = [e for e in enrolments if e.programme in PROGRAMMES and takes_part(e, fact.settled_at)]
    if not taking_part:
        return
    pairs = [(e.provider_id, e.programme) for e in taking_part]
    (aliases,) = lock_books(session, pairs, ALIAS(payer=fact.user_key or ""))
    payer = aliases[0].same_as if aliases else fact.user_key
    code = codes[0].code if codes else None
    for enrolment in sorted(taking_part, key=lambda e: (e.provider_id, e.programme)):
        sitting = Sitting(session, enrolment.provider_id, enrolment.programme)
        facts = facts_of(sitting.settings, restaurants[0], enrolment, fact, code)
        trade = _first_look(sitting, facts, fact, payer)
        if trade is not None:
            _sit(sitting, [trade], "settled")


def rejudge_trade(session, fact) -> None:
    """Money went back: the same facts with the refund, under the rules of the trade's own day. (PaymentRefunded)"""
    _of_payment(session, fact, "refunded", lambda facts: {"refunded": min(fact.refunded_total, facts["total"])})


def note_sync(session, fact) -> None:
    """The platform has the order, or not. (OrderSynced)"""
    _of_payment(session, fact, "synced", lambda _: {"returned": fact.state == "done"})


def note_risk(session, fact) -> None:
    """The platform's risk check says `rejected` or `cleared`, to one provider only. (RiskAnswered)"""
    _of_payment(session, fact, "risk", lambda _: {"risk": fact.answer == "rejected"}, provider_id=fact.provider_id)


def note_payer(session, fact) -> None:
    """Who paid became known after the money had come. (PayerKnown)"""
    aliases = run(session, ALIAS(payer=fact.user_key))[0]
    _of_payment(session, fact, "payer", lambda _: {}, aliases[0].same_as if aliases else fact.user_key)


def note_code(session, fact) -> None:
    """The platform knows a table's code now, or does not any more: so it is for every trade there. (CodeRegistered)"""
    asked = OF_CODE(restaurant_id=fact.restaurant_id, code=fact.code, provider_id=fact.provider_id)
    enrolments, rows = run(session, ENROLMENTS(restaurant_id=fact.restaurant_id), asked)
    books = [*enrolments, *rows]  # where nothing was judged yet, somebody may be judging the first this moment
    pairs = [(row.provider_id, row.programme) for row in books if row.provider_id == fact.provider_id]
    _judge_again(session, pairs, asked, "registered", lambda _: {"code_registered": fact.state == "registered"})


def merge_payers(session, fact) -> None:
    """One diner under two keys, from now on and for all that was judged. Repeating is harmless. (PayersMerged)

    A trade that is judged in other books at this very moment may still carry the old key: the next time heals it.
    """
    asked = OF_PAYER(payer=alias(session, fact.user_key, fact.same_as))
    pairs = [(row.provider_id, row.programme) for row in run(session, asked)[0]]
    ends = run(session, ALIAS(payer=fact.user_key))[0]
    _judge_again(session, pairs, asked, "merged", lambda _: {}, ends[0].same_as if ends else fact.user_key)


def note_papers(session, fact) -> None:
    """A paper was handed in, confirmed or refused: it may open or keep back a store's rewards. (PapersChanged)"""
    lock_books(session, [(fact.provider_id, fact.programme)])
    sitting = Sitting(session, fact.provider_id, fact.programme)
    save_sitting(sitting, weigh_store_again(sitting, fact.restaurant_id))


def takes_part(enrolment, paid_at) -> bool:
    """Whether a trade of then is judged: the enrolment is active, or was when it was paid."""
    if enrolment.state == "active":
        return True
    return enrolment.since is not None and enrolment.ended_at is not None and _within(enrolment, paid_at)


def facts_of(settings: dict, restaurant, enrolment, fact, code: str | None) -> dict:
    """What a verdict sees of a settled payment (`programmes/conditions.py`), without who paid."""
    day = day_of(settings, fact.settled_at, restaurant.time_zone, restaurant.day_starts_at)
    return {
        "channel": fact.channel,
        "wallet": fact.wallet,
        "order_type": fact.order_type,
        "paid": fact.amount if fact.buyer_paid is None else min(fact.buyer_paid, fact.amount),
        "total": fact.amount,
        "refunded": 0,
        "settled_at": rfc3339(fact.settled_at),
        "day": day,
        "month": day[:7],
        "trade_no": fact.trade_no or fact.payment_id,
        "merchant": enrolment.merchant_id or fact.restaurant_id,
        "restaurant_id": fact.restaurant_id,
        "table_code": code,
        "code_registered": False,
        "returned": False,
        "risk": False,
        "enrolled": enrolment.since is not None and _within(enrolment, fact.settled_at),
    }


def _within(enrolment, paid_at) -> bool:
    return enrolment.since <= paid_at and (enrolment.ended_at is None or paid_at < enrolment.ended_at)


def _first_look(sitting, facts, fact, payer):
    """The trade with all that will be asked of its books, in one round trip; None where it was judged before."""
    session, rid = sitting.session, fact.restaurant_id
    merchant = merchant_of(sitting.settings, facts)
    facts["rules"] = sitting.version(facts["day"])["from"]
    trade = new_trade(
        facts,
        id=new_id(),
        payment_id=fact.payment_id,
        programme=sitting.programme,
        provider_id=sitting.provider_id,
        merchant=merchant,
        payer=payer,
        paid_at=fact.settled_at,
    )
    code = facts["table_code"]
    pair = {"restaurant_id": rid, "provider_id": sitting.provider_id}
    subjects = [f"store:{rid}", *([f"code:{code}"] if code else [])]
    place = sitting.place_of(trade)
    judged, registered, months, counted, kept, frozen, heads, *others = run(
        session,
        OF_PAYMENT(restaurant_id=rid, payment_id=fact.payment_id),
        REGISTRATION(**pair, code=code or ""),
        sitting.asks_month(trade.month, merchant),
        COUNTED_MONTHS(**pair, programme=sitting.programme),
        MILESTONES(**pair, programme=sitting.programme, subjects=subjects),
        *sitting.posting.asks(trade.month),
        *([place] if place else []),
    )
    if any(row.programme == sitting.programme for row in judged):
        return None
    facts["code_registered"] = bool(registered) and registered[0].state == "registered"
    sitting.know_month(trade.month, months, merchant)
    sitting.posting.know(trade.month, frozen, heads)
    sitting.counted[rid] = {row.month: row.orders for row in counted}
    sitting.kept.update({(rid, subject): None for subject in subjects})
    sitting.kept.update({(rid, row.subject): row._asdict() for row in kept})
    for row in others[0] if others else ():
        sitting.take(row)
    sitting.seated.add(place and place.key)
    sitting.trades[trade.id] = trade
    return trade


def _of_payment(session, fact, cause, change, payer=None, provider_id=None):
    asked = OF_PAYMENT(restaurant_id=fact.restaurant_id, payment_id=fact.payment_id)
    rows = [row for row in run(session, asked)[0] if provider_id in (None, row.provider_id)]
    pairs = [(row.provider_id, row.programme) for row in rows]
    _judge_again(session, pairs, asked, cause, change, payer)


def _judge_again(session, pairs, asked, cause, change, payer=None):
    """What is `asked` is read once these books are locked. `change(facts)`: what is another now."""
    if not pairs:
        return
    books, pairs = defaultdict(list), set(pairs)
    for row in lock_books(session, pairs, asked)[0]:
        books[row.provider_id, row.programme].append(row)
    for (provider_id, programme), rows in sorted(books.items()):
        if (provider_id, programme) not in pairs:
            continue
        sitting = Sitting(session, provider_id, programme)
        trades = [sitting.take(row) for row in rows]
        for trade in trades:
            trade.facts = {**trade.facts, **change(trade.facts)}
            trade.payer = payer or trade.payer
        _sit(sitting, trades, cause)


def _sit(sitting, trades, cause):
    for trade in trades:
        trade.cause = cause
    sitting.judge(trades)
    clip_trades(sitting)
    save_sitting(sitting, weigh_milestones(sitting))
