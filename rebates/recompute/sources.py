"""What of the database a recompute reads: money from payments, the other facts from what was judged, the books."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, String, cast, func, or_, select

from core.facts import ask
from rebates.books.models import LedgerRow, MonthCount, MonthSum
from rebates.members.models import Enrolment
from rebates.programmes.versions import barred_rewards
from rebates.recompute.events import AllTrades
from rebates.recompute.reading import Source, moment, truth
from rebates.verdicts.models import JudgedTrade

TEXT = "VARCHAR"


@dataclass(frozen=True)
class Part:
    """What is asked about: a programme, perhaps of one month, perhaps of one provider."""

    programme: dict
    month: str | None = None
    provider_id: str | None = None


def judged(session, part: Part) -> Source:
    """Who was judged, by which facts, and how they stand."""
    facts = JudgedTrade.facts
    columns = {
        "provider_id": (JudgedTrade.provider_id, TEXT),
        "restaurant_id": (JudgedTrade.restaurant_id, TEXT),
        "merchant_id": (func.coalesce(facts["merchant"].as_string(), JudgedTrade.merchant), TEXT),
        "payment_id": (JudgedTrade.payment_id, TEXT),
        "trade_no": (JudgedTrade.trade_no, TEXT),
        "channel": (facts["channel"].as_string(), TEXT),
        "wallet": (facts["wallet"].as_string(), TEXT),
        "order_type": (func.coalesce(facts["order_type"].as_string(), "dine_in"), TEXT),
        "paid": (_fen("paid"), "BIGINT"),
        "total": (func.coalesce(_fen("total"), _fen("paid")), "BIGINT"),
        "refunded": (_fen("refunded"), "BIGINT"),
        "paid_at": (moment(session, JudgedTrade.paid_at), "TIMESTAMP"),
        "day": (JudgedTrade.day, "DATE"),
        "payer_key": (JudgedTrade.payer, TEXT),
        "table_code": (JudgedTrade.table_code, TEXT),
        "code_registered": (truth(facts, "code_registered"), "BOOLEAN"),
        "returned": (truth(facts, "returned"), "BOOLEAN"),
        "risk": (truth(facts, "risk"), "BOOLEAN"),
        "enrolled": (truth(facts, "enrolled"), "BOOLEAN"),
        "reasons": (cast(JudgedTrade.reasons, String), TEXT),
        "booked": (JudgedTrade.booked, "BIGINT"),
    }
    query = _of(part, JudgedTrade, columns)
    if part.month:
        query = query.where(JudgedTrade.month == part.month)
    return Source("judged", query, _kinds(columns))


def money(session, part: Part) -> Source:
    """What the payments say, whatever the verdicts saw; of a month with two days on either side, whatever its zone."""
    kinds = {"restaurant_id": TEXT, "payment_id": TEXT, "channel": TEXT, "wallet": TEXT}
    kinds |= {"amount": "BIGINT", "own": "BIGINT", "refunded": "BIGINT", "paid_at": "TIMESTAMP"}
    trades = ask(session, AllTrades()).subquery()
    query = select(*(moment(session, trades.c[n]) if n == "paid_at" else trades.c[n] for n in kinds))
    if part.month:
        first = datetime.fromisoformat(f"{part.month}-01").replace(tzinfo=UTC)
        query = query.where(
            trades.c.paid_at >= first - timedelta(days=2), trades.c.paid_at < first + timedelta(days=33)
        )
    return Source("money", query, kinds)


def taking_part(session, part: Part) -> list[tuple]:
    """(provider, restaurant, since, until) of those whose trades are judged; moments are UTC."""
    columns = {name: (getattr(Enrolment, name), TEXT) for name in ("provider_id", "restaurant_id", "since", "ended_at")}
    taken = or_(Enrolment.state == "active", Enrolment.ended_at.is_not(None))
    query = _of(part, Enrolment, columns).where(Enrolment.since.is_not(None), taken)
    return [
        (r.provider_id, r.restaurant_id, *(at and at.replace(tzinfo=None) for at in (r.since, r.ended_at)))
        for r in session.execute(query)
    ]


def ledger(part: Part) -> Source:
    """All rows; of a month those of its trades, whenever they were posted."""
    columns = {
        "provider_id": (LedgerRow.provider_id, TEXT),
        "restaurant_id": (LedgerRow.restaurant_id, TEXT),
        "subject": (LedgerRow.subject, TEXT),
        "kind": (LedgerRow.kind, TEXT),
        "month": (LedgerRow.month, TEXT),
        "amount": (LedgerRow.amount, "BIGINT"),
    }
    query = _of(part, LedgerRow, columns)
    if part.month:
        query = query.where(LedgerRow.trade_month == part.month, LedgerRow.subject.startswith("payment:"))
    return Source("ledger", query, _kinds(columns))


def roll_ups(part: Part) -> list[Source]:
    """What the portal reads."""
    found = []
    for model, name, what, how in (
        (MonthCount, "counts", MonthCount.reason, MonthCount.orders),
        (MonthSum, "sums", MonthSum.kind, MonthSum.amount),
    ):
        columns = {
            "provider_id": (model.provider_id, TEXT),
            "restaurant_id": (model.restaurant_id, TEXT),
            "month": (model.month, TEXT),
            "what": (what, TEXT),
            "how_much": (how, "BIGINT"),
        }
        found.append(Source(name, _of(part, model, columns), _kinds(columns)))
    return found


def barred(session, part: Part) -> list[tuple]:
    """(provider, restaurant, reward) that papers keep back."""
    columns = {name: (getattr(Enrolment, name), TEXT) for name in ("provider_id", "restaurant_id", "evidence")}
    return [
        (row.provider_id, row.restaurant_id, reward)
        for row in session.execute(_of(part, Enrolment, columns))
        for reward in sorted(barred_rewards(part.programme, row.evidence))
    ]


def _fen(name):
    return cast(JudgedTrade.facts[name].as_string(), BigInteger)


def _of(part, model, columns):
    query = select(*(column.label(name) for name, (column, _) in columns.items()))
    query = query.where(model.programme == part.programme["code"])
    return query if part.provider_id is None else query.where(model.provider_id == part.provider_id)


def _kinds(columns) -> dict:
    return {name: kind for name, (_, kind) in columns.items()}
