"""The bill, right to the unit: rows plus fees, minus what was paid."""

from sqlalchemy import func, select

from core.clock import now, rfc3339
from payments.bills.models import Bill, BillRow
from payments.payments.models import Payment
from restaurants.profile.fees import fee_lines
from restaurants.profile.queries import restaurant_of


def bill_of(session, question) -> dict:
    """For other rooms: BillOf."""
    return bill_shape(session, question.restaurant_id, question.visit_id, getattr(question, "lang", "zh"))


def bill_shape(session, restaurant_id: str, visit_id: str, lang: str = "zh") -> dict:
    """The REST shape; see docs/api.md."""
    bill = session.execute(
        select(*Bill.__table__.c).where(Bill.restaurant_id == restaurant_id, Bill.id == visit_id)
    ).first()
    if bill is None:
        currency = restaurant_of(session, restaurant_id)["currency"]
        return _shape(visit_id, currency, 0, [], 0, 0, None, [])
    rows = session.execute(
        select(BillRow.order_id, func.sum(BillRow.amount))
        .where(BillRow.restaurant_id == restaurant_id, BillRow.bill_id == visit_id)
        .group_by(BillRow.order_id)
    ).all()
    subtotal = int(sum(amount for _, amount in rows))
    orders = sum(1 for _, amount in rows if amount)
    fees = (
        fee_lines(
            bill.fees, subtotal=subtotal, covers=bill.covers or 1, orders=orders, lang=lang, currency=bill.currency
        )
        if orders
        else []
    )
    payments = session.execute(
        select(
            Payment.id,
            Payment.status,
            Payment.amount,
            Payment.refunded_total,
            Payment.opened_by_name,
            Payment.expires_at,
            Payment.wallet,
        ).where(Payment.restaurant_id == restaurant_id, Payment.visit_id == visit_id)
    ).all()
    paid = sum(p.amount for p in payments if p.status in ("settled", "partly_refunded", "refunded"))
    refunded = sum(p.refunded_total for p in payments)
    paying = next((p for p in payments if p.status == "pending" and p.expires_at > now()), None)
    return _shape(visit_id, bill.currency, subtotal, fees, paid, refunded, paying, [p.id for p in payments])


def _shape(visit_id, currency, subtotal, fees, paid, refunded, paying, payment_ids) -> dict:
    total = subtotal + sum(f["amount"] for f in fees)
    due = max(0, total - paid)
    if refunded:
        state = "refunded" if refunded >= paid else "partly_refunded"
    else:
        state = "paid" if paid and not due else "paying" if paying else "unpaid"
    return {
        "id": visit_id,
        "currency": currency,
        "status": "paid" if paid and not due else "open",
        "subtotal": subtotal,
        "fees": fees,
        "discount": 0,
        "total": total,
        "paid": paid,
        "refunded": refunded,
        "due": due,
        "payment_state": state,
        "payment_ids": payment_ids,
        "being_paid": paying
        and {
            "guest": paying.opened_by_name,
            "amount": paying.amount,
            "wallet": paying.wallet,
            "payment_id": paying.id,
            "until": rfc3339(paying.expires_at),
        },
    }
