"""The simulator's notifications: JSON, signed, the same id however often one is delivered."""

from datetime import datetime, timedelta

import orjson

from core.clock import rfc3339
from payments.wallets.protocol import Known, Notice
from payments.wallets.simulator.signing import HEADER, signature

# How a person lets the notification travel: seconds after the decision, once for each delivery.
TRAVELS = {
    "now": (timedelta(0),),
    "late": (timedelta(seconds=20),),
    "thrice": (timedelta(0), timedelta(0), timedelta(seconds=5)),
    "never": (),
}


def notice_of(row) -> tuple[dict, bytes]:
    """(headers, raw bytes) that tell what a trade's row says."""
    facts = {
        "notice_id": f"{row.id}:{'paid' if row.paid_at else 'refused' if row.refused_at else 'closed'}",
        "restaurant_id": row.restaurant_id,
        "payment_id": row.id,
        "amount": row.amount,
        "paid_at": rfc3339(row.paid_at),
        "failed_at": rfc3339(row.refused_at),
        "closed_at": rfc3339(row.closed_at),
        "refunded_total": sum(row.refunds.values()),
    }
    raw = orjson.dumps(facts, option=orjson.OPT_SORT_KEYS)
    return {HEADER: signature(raw)}, raw


def read_notice(facts: dict) -> Notice:
    """The inverse. KeyError, TypeError or ValueError for anything else."""
    times = {
        name: facts[name] and datetime.fromisoformat(facts[name]) for name in ("paid_at", "failed_at", "closed_at")
    }
    if any(at is not None and at.tzinfo is None for at in times.values()):
        raise ValueError("a time without a zone")
    if not isinstance(facts["amount"], int) or not isinstance(facts["refunded_total"], int):
        raise TypeError("amounts are whole numbers")
    names = [facts[name] for name in ("notice_id", "restaurant_id", "payment_id")]
    if not all(isinstance(name, str) and 0 < len(name) <= 80 and name.isprintable() for name in names):
        raise ValueError("ids are short texts")
    return Notice(*names, Known(facts["amount"], refunded_total=facts["refunded_total"], **times))
