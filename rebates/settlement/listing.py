"""Differences as a provider reads them: with names, the reasons of our own verdict, and the dispute that stands."""

from sqlalchemy import select

from rebates.programmes.reasons import explain
from rebates.settlement.causes import Difference
from rebates.settlement.models import Dispute
from rebates.settlement.queries import known_restaurants, merchant_names


def shown(session, provider_id: str, month: str, column: str, part: list[Difference]) -> list[dict]:
    """The REST shape of each."""
    names, merchants = known_restaurants(session, provider_id), merchant_names(session, provider_id)
    disputes = dict(
        session.execute(
            select(Dispute.key, Dispute.id)
            .where(Dispute.provider_id == provider_id, Dispute.month == month, Dispute.column == column)
            .order_by(Dispute.id)
        ).all()
    )
    return [
        {
            **{"key": d.key, "cause": d.cause, "was": d.was, "kind": d.kind, "programme": d.key.partition(":")[0]},
            **{"restaurant_id": d.restaurant or None, "restaurant": names.get(d.restaurant, "")},
            **{"merchant": merchants.get(d.merchant, ""), "trade_no": d.trade_no, "ours": d.ours},
            **{"theirs": d.theirs, "amount": d.amount, "later": d.later, "reasons": explain(d.reasons)},
            **{"what": _what(d.key), "dispute_id": disputes.get(d.key)},
        }
        for d in part
    ]


def _what(key) -> str:
    """trade, store or code; sum for a line that names no single thing."""
    _, of, _, subject, *_ = [*key.split(":"), ""]
    return {"trade": "trade", "subject": subject}.get(of, "sum")
