"""What stands in the books of a provider: rows as they were posted, and the roll-ups that follow them."""

from sqlalchemy import select

from core.clock import rfc3339
from core.web.schemas import page
from rebates.books.models import LedgerRow, MonthCount, MonthSum
from rebates.members.models import Enrolment
from restaurants.profile.models import Restaurant

PAYMENT = "payment:"


def ledger_of(session, provider_id, month, cursor=None, limit=50) -> dict:
    """The month's rows as they were posted, oldest first."""
    query = _rows(session, provider_id, month)
    found = page(session, query, LedgerRow.id, cursor, limit)
    return {"items": [ledger_shape(r) for r in found["items"]], "next_cursor": found["next_cursor"]}


def ledger_rows(session, provider_id, month, names: dict) -> list[dict]:
    """All of them, for a statement, as they are numbered; `names` are the restaurants' as the statement says them."""
    query = _rows(session, provider_id, month).order_by(LedgerRow.programme, LedgerRow.position)
    rows = session.execute(query).mappings().all()
    return [ledger_shape({**r, "restaurant": names.get(r["restaurant_id"], r["restaurant"])}) for r in rows]


def ledger_shape(r) -> dict:
    subject = r["subject"]
    payment_id = subject.removeprefix(PAYMENT) if subject.startswith(PAYMENT) else None
    return {**r, "payment_id": payment_id, "at": rfc3339(r["at"])}


def counts_of(session, provider_id, restaurant_ids, month) -> dict:
    """(restaurant, programme) → {reason: how many orders stand at it}; "" is those that count."""
    rows = session.execute(
        select(MonthCount.restaurant_id, MonthCount.programme, MonthCount.reason, MonthCount.orders).where(
            MonthCount.restaurant_id.in_(restaurant_ids),
            MonthCount.provider_id == provider_id,
            MonthCount.month == month,
            MonthCount.orders != 0,
        )
    )
    found: dict = {}
    for row in rows:
        found.setdefault((row.restaurant_id, row.programme), {})[row.reason] = row.orders
    return found


def sums_of(session, provider_id, restaurant_ids, month) -> dict:
    """(restaurant, programme) → {kind: the sum of the month's ledger rows}."""
    rows = session.execute(
        select(MonthSum.restaurant_id, MonthSum.programme, MonthSum.kind, MonthSum.amount).where(
            MonthSum.restaurant_id.in_(restaurant_ids),
            MonthSum.provider_id == provider_id,
            MonthSum.month == month,
        )
    )
    found: dict = {}
    for row in rows:
        found.setdefault((row.restaurant_id, row.programme), {})[row.kind] = row.amount
    return found


def _rows(session, provider_id, month):
    own = session.execute(
        select(Enrolment.restaurant_id).where(Enrolment.provider_id == provider_id).distinct()
    ).scalars()
    return (
        select(*LedgerRow.__table__.c, Restaurant.name.label("restaurant"))
        .join(Restaurant, Restaurant.id == LedgerRow.restaurant_id)
        .where(
            LedgerRow.restaurant_id.in_(own.all()),
            LedgerRow.provider_id == provider_id,
            LedgerRow.month == month,
        )
    )
