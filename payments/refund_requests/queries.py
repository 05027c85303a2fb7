"""Reads of what was asked for."""

from sqlalchemy import select

from core.clock import rfc3339
from core.errors import NotFound
from core.facts import ask
from core.web.schemas import page
from payments.bills.events import VisitOf
from payments.payments.models import Payment
from payments.refund_requests.models import RefundRequest
from restaurants.accounts.queries import names_by_principal


class RequestUnknown(NotFound):
    code, title = "refund_request_unknown", "Nobody asked for such a refund"


def request_row(session, restaurant_id: str, request_id: str):
    """RequestUnknown."""
    row = session.execute(
        select(*RefundRequest.__table__.c).where(
            RefundRequest.restaurant_id == restaurant_id, RefundRequest.id == request_id
        )
    ).first()
    if row is None:
        raise RequestUnknown()
    return row


def request_of(session, restaurant_id: str, request_id: str) -> dict:
    """The REST shape of one. RequestUnknown."""
    found = _rows(session, restaurant_id, RefundRequest.id == request_id)
    if not found:
        raise RequestUnknown()
    return _shapes(session, restaurant_id, found)[0]


def open_requests(session, restaurant_id: str) -> list[dict]:
    """What waits for an owner or manager, the first that was asked for first."""
    return _shapes(session, restaurant_id, _rows(session, restaurant_id, RefundRequest.decided_at.is_(None)))


def requests_of(session, restaurant_id: str, status: str | None, cursor: str | None, limit: int) -> dict:
    """The last first, a page at a time."""
    decided, given = RefundRequest.decided_at.is_not(None), RefundRequest.refund_id.is_not(None)
    conditions = {None: (), "open": (~decided,), "approved": (given,), "refused": (decided, ~given)}[status]
    found = page(session, _query(restaurant_id, *conditions), RefundRequest.id, cursor, limit, descending=True)
    return {**found, "items": _shapes(session, restaurant_id, found["items"])}


def _query(restaurant_id, *conditions):
    return (
        select(*RefundRequest.__table__.c, Payment.visit_id)
        .join(
            Payment,
            (Payment.restaurant_id == RefundRequest.restaurant_id) & (Payment.id == RefundRequest.payment_id),
        )
        .where(RefundRequest.restaurant_id == restaurant_id, *conditions)
    )


def _rows(session, restaurant_id, *conditions) -> list:
    return session.execute(_query(restaurant_id, *conditions).order_by(RefundRequest.id)).mappings().all()


def _shapes(session, restaurant_id, rows) -> list[dict]:
    names = names_by_principal(session, restaurant_id) if rows else {}
    return [_shape(session, row, names) for row in rows]


def _shape(session, row, names) -> dict:
    rid = row["restaurant_id"]
    return {
        "id": row["id"],
        "visit_id": row["visit_id"],
        "table": ask(session, VisitOf(rid, row["visit_id"]))["table_label"],
        "payment_id": row["payment_id"],
        "amount": row["amount"] or sum(line["amount"] for line in row["lines"] or ()) or None,
        "lines": row["lines"] or [],
        "whole": row["amount"] is None and not row["lines"],
        "reason": row["reason"],
        "due": row["due"],
        "asked_by": names.get(row["asked_by"], row["asked_by"]),
        "asked_at": rfc3339(row["asked_at"]),
        "status": "open" if row["decided_at"] is None else "approved" if row["refund_id"] else "refused",
        "decided_by": names.get(row["decided_by"], row["decided_by"]),
        "decided_at": rfc3339(row["decided_at"]),
        "note": row["note"],
        "refund_id": row["refund_id"],
    }
