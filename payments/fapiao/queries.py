"""Fapiao requests as the table and the owner see them."""

from sqlalchemy import select

from core.clock import rfc3339
from core.errors import NotFound
from core.facts import ask
from core.web.schemas import page
from payments.bills.events import VisitOf
from payments.fapiao.models import FapiaoRequest
from payments.payments.models import Payment
from payments.payments.queries import payments_of

ROWS = select(
    *FapiaoRequest.__table__.c,
    Payment.visit_id,
    Payment.paid_at,
    (Payment.amount - Payment.refunded_total).label("amount"),
).join(
    Payment,
    (Payment.restaurant_id == FapiaoRequest.restaurant_id) & (Payment.id == FapiaoRequest.payment_id),
)


class FapiaoUnknown(NotFound):
    code, title = "fapiao_unknown", "There is no such fapiao request"


def of_visit(session, restaurant_id: str, visit_id: str, who: str) -> list[dict]:
    """MyFapiaoOut of each payment that came and is not wholly back."""
    payments = [p for p in payments_of(session, restaurant_id, visit_id) if p.paid_at and p.refunded_total < p.amount]
    asked = {
        row.payment_id: row
        for row in session.execute(
            select(*FapiaoRequest.__table__.c).where(
                FapiaoRequest.restaurant_id == restaurant_id, FapiaoRequest.payment_id.in_([p.id for p in payments])
            )
        )
    }
    return [_mine(p, asked.get(p.id), who) for p in payments]


def listed_of(session, restaurant_id: str, state: str, cursor: str | None = None, limit: int = 50) -> dict:
    """`{items, next_cursor}`: the open ones as they were asked for, the done ones the last first."""
    done = state == "done"
    query = ROWS.where(
        FapiaoRequest.restaurant_id == restaurant_id,
        FapiaoRequest.done_at.is_not(None) if done else FapiaoRequest.done_at.is_(None),
    )
    found = page(session, query, FapiaoRequest.id, cursor, limit, descending=done)
    return {**found, "items": [_shape(session, row) for row in found["items"]]}


def all_of(session, restaurant_id: str) -> list[dict]:
    """For the workbook: whatever still says for whom it is."""
    rows = session.execute(
        ROWS.where(FapiaoRequest.restaurant_id == restaurant_id, FapiaoRequest.forgotten_at.is_(None)).order_by(
            FapiaoRequest.id
        )
    ).mappings()
    return [_shape(session, row) for row in rows]


def one_of(session, restaurant_id: str, fapiao_id: str) -> dict:
    """FapiaoUnknown where there is none."""
    row = (
        session.execute(ROWS.where(FapiaoRequest.restaurant_id == restaurant_id, FapiaoRequest.id == fapiao_id))
        .mappings()
        .first()
    )
    if row is None:
        raise FapiaoUnknown()
    return _shape(session, row)


def open_count(session, restaurant_id: str) -> int:
    return len(
        session.execute(
            select(FapiaoRequest.id).where(
                FapiaoRequest.restaurant_id == restaurant_id, FapiaoRequest.done_at.is_(None)
            )
        ).all()
    )


def _mine(p, row, who) -> dict:
    mine = row is not None and row.asked_by == who
    return {
        "payment_id": p.id,
        "amount": p.amount - p.refunded_total,
        "by": p.opened_by_name,
        "state": "none" if row is None else "done" if row.done_at else "open",
        "mine": mine,
        **{name: getattr(row, name) if mine else None for name in ("title", "tax_number", "email")},
    }


def _shape(session, row) -> dict:
    visit = ask(session, VisitOf(row["restaurant_id"], row["visit_id"]))
    kept = ("id", "payment_id", "amount", "title", "tax_number", "email", "done_amount")
    times = ("paid_at", "asked_at", "done_at", "forgotten_at")
    return {
        **{name: row[name] for name in kept},
        **{name: rfc3339(row[name]) for name in times},
        "table": visit["table_label"],
        "changed": row["done_amount"] is not None and row["done_amount"] != row["amount"],
    }
