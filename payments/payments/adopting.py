"""Money of a wallet's that we had lost, or never begun: a person says whose it is, and it becomes a payment."""

from datetime import datetime

from sqlalchemy import insert

from core.clock import now
from core.facts import ask
from payments.bills.events import HoldVisit, VisitOf
from payments.bills.queries import VisitUnknown, standing_of
from payments.payments.models import Payment
from payments.payments.service import record_known
from payments.wallets.protocol import Known


def adopt_payment(
    session,
    restaurant_id: str,
    visit_id: str,
    payment_id: str,
    wallet: str,
    amount: int,
    paid_at: datetime | None,
    partner_ref: str | None,
    by: str,
) -> dict:
    """Settled at once, under the wallet's own number and time. VisitUnknown where the table never ordered."""
    if ask(session, VisitOf(restaurant_id, visit_id)) is None:
        raise VisitUnknown()
    ask(session, HoldVisit(restaurant_id, visit_id))
    if standing_of(session, restaurant_id, visit_id) is None:
        raise VisitUnknown("This table has no bill.")
    at = now()
    session.execute(
        insert(Payment),
        {
            "restaurant_id": restaurant_id,
            "id": payment_id,
            "visit_id": visit_id,
            "wallet": wallet,
            "channel": "h5",
            "opens_in": "h5",
            "amount": amount,
            "order_ids": [],
            "covers": [],
            "opened_by": by,
            "opened_by_name": "",
            "opened_by_mark": "staff",
            "return_path": "/",
            "partner_ref": partner_ref,
            "opened_at": at,
            "expires_at": at,
            "confirmed_by": by,
            "told_refunded": 0,
            "refund_held": 0,
            "refunded_total": 0,
            "owed_again": 0,
        },
    )
    return record_known(session, restaurant_id, payment_id, Known(amount, paid_at=paid_at or at))
