"""Whoever moves money locks the visit first, then the payment; docs/locks.md."""

from sqlalchemy import select, update

from core.facts import ask
from payments.bills.events import HoldVisit
from payments.payments.models import Payment
from payments.payments.queries import row_of


def lock_payment(session, restaurant_id: str, payment_id: str):
    """The payment's row, locked. PaymentUnknown."""
    ask(session, HoldVisit(restaurant_id, row_of(session, restaurant_id, payment_id).visit_id))
    session.execute(
        select(Payment.id)
        .where(Payment.restaurant_id == restaurant_id, Payment.id == payment_id)
        .with_for_update(key_share=True)
    )
    return row_of(session, restaurant_id, payment_id)


def change(session, restaurant_id: str, payment_id: str, **values) -> None:
    session.execute(
        update(Payment).where(Payment.restaurant_id == restaurant_id, Payment.id == payment_id).values(**values)
    )
