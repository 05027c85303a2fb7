"""Payments and refunds as guests, staff and wallets see them."""

from sqlalchemy import case, or_, select

from core.clock import now, rfc3339
from core.errors import NotFound
from payments.bills.models import Bill
from payments.payments.events import PaymentSettled
from payments.payments.models import BILLS_PART, BILLS_PART_BACK, Payment, Refund, WalletNotice
from payments.payments.states import refund_state_of, state_at
from payments.wallets.protocol import Trade
from restaurants.profile.queries import restaurant_of


class PaymentUnknown(NotFound):
    code, title = "payment_unknown", "There is no such payment"


def row_of(session, restaurant_id: str, payment_id: str):
    """PaymentUnknown where there is none."""
    row = session.execute(
        select(*Payment.__table__.c).where(Payment.restaurant_id == restaurant_id, Payment.id == payment_id)
    ).first()
    if row is None:
        raise PaymentUnknown()
    return row


def payment_of(session, restaurant_id: str, payment_id: str) -> dict:
    """The REST shape of one payment."""
    return payment_shape(row_of(session, restaurant_id, payment_id))


def payments_of(session, restaurant_id: str, visit_id: str) -> list:
    """A visit's payments, the first first."""
    return session.execute(
        select(*Payment.__table__.c)
        .where(Payment.restaurant_id == restaurant_id, Payment.visit_id == visit_id)
        .order_by(Payment.opened_at, Payment.id)
    ).all()


def pending_of(session, restaurant_id: str, visit_id: str) -> list:
    """Those that somebody is at this moment paying."""
    at = now()
    return [p for p in payments_of(session, restaurant_id, visit_id) if state_at(p, at) == "pending"]


def pending_shape(session, restaurant_id: str, visit_id: str) -> dict | None:
    """`{id, amount, wallet}` of what staff may have to take at the counter, for the owner's day."""
    waiting = pending_of(session, restaurant_id, visit_id)
    p = next((p for p in waiting if p.wallet == "counter"), None) or next(iter(waiting), None)
    return p and {"id": p.id, "amount": p.amount, "wallet": p.wallet}


def late_money(session, restaurant_id: str, since) -> list[dict]:
    """Money that staff should look at: it came after the table was closed, or for nothing.

    What came since `since`, and all that is not back yet whenever it came.
    """
    rows = session.execute(
        select(*Payment.__table__.c)
        .where(
            Payment.restaurant_id == restaurant_id,
            Payment.remark.is_not(None),
            or_(Payment.paid_at >= since, Payment.refunded_total < Payment.amount),
        )
        .order_by(Payment.paid_at)
    ).all()
    return [{**payment_shape(p), "visit_id": p.visit_id, "remark": p.remark} for p in rows]


def refunds_of(session, restaurant_id: str, payment_ids: list[str]) -> list:
    if not payment_ids:
        return []
    return session.execute(
        select(*Refund.__table__.c)
        .where(Refund.restaurant_id == restaurant_id, Refund.payment_id.in_(payment_ids))
        .order_by(Refund.id)
    ).all()


def unmatched_notices(session, restaurant_id: str) -> list:
    """(at, payment_id, notice_id, what) of genuine notifications about payments that are not known, oldest first."""
    return session.execute(
        select(WalletNotice.at, WalletNotice.payment_id, WalletNotice.notice_id, WalletNotice.what)
        .where(WalletNotice.restaurant_id == restaurant_id, WalletNotice.outcome == "unmatched")
        .order_by(WalletNotice.id)
    ).all()


def answer_trades(session, question) -> list:
    """For other rooms: TradesOf. A tip is none of the trade's; what goes back goes back of the bill's part first."""
    return session.execute(
        select(
            Payment.id.label("payment_id"),
            Payment.channel,
            Payment.wallet,
            BILLS_PART.label("amount"),
            Payment.paid_at.label("settled_at"),
            BILLS_PART_BACK.label("refunded"),
            Payment.buyer_paid,
            Payment.tip,
            Payment.partner_ref,
            Payment.payer_key,
        )
        .where(Payment.restaurant_id == question.restaurant_id, Payment.paid_at.is_not(None))
        .order_by(Payment.paid_at, Payment.id)
    ).all()


def settled(payment, table_id: str | None, paid_at, order_ids: tuple = ()) -> PaymentSettled:
    """The fact that money came, as rooms are told it."""
    return PaymentSettled(
        payment.restaurant_id,
        payment.visit_id,
        payment.id,
        payment.wallet,
        payment.channel,
        payment.amount - payment.tip,
        paid_at,
        order_ids,
        payment.payer_key,
        table_id,
        payment.partner_ref,
        None if payment.buyer_paid is None else max(0, payment.buyer_paid - payment.tip),
    )


def answer_all_trades(session, question):
    """For other rooms: AllTrades. Nothing is read here; whoever asks streams it."""
    own = case((Payment.buyer_paid.is_(None), BILLS_PART), else_=Payment.buyer_paid - Payment.tip)
    own = case((own < 0, 0), (own > BILLS_PART, BILLS_PART), else_=own)
    return select(
        Payment.restaurant_id,
        Payment.id.label("payment_id"),
        Payment.channel,
        Payment.wallet,
        BILLS_PART.label("amount"),
        own.label("own"),
        BILLS_PART_BACK.label("refunded"),
        Payment.paid_at,
    ).where(Payment.paid_at.is_not(None))


def trade_of(session, payment) -> Trade:
    """The payment as its wallet knows it."""
    restaurant = restaurant_of(session, payment.restaurant_id)
    currency = session.execute(
        select(Bill.currency).where(Bill.restaurant_id == payment.restaurant_id, Bill.id == payment.visit_id)
    ).scalar_one()
    return Trade(
        payment.restaurant_id,
        payment.id,
        payment.amount,
        currency,
        restaurant["name"],
        payment.expires_at,
        payment.opens_in,
        payment.return_path,
        payment.partner_ref,
        payment.opened_by,
    )


def payment_shape(p) -> dict:
    """The REST shape."""
    return {
        "id": p.id,
        "visit_id": p.visit_id,
        "wallet": p.wallet,
        "amount": p.amount,
        "tip": p.tip,
        "status": state_at(p, now()),
        "opened_by": p.opened_by_name,
        "opened_at": rfc3339(p.opened_at),
        "expires_at": rfc3339(p.expires_at),
        "settled_at": rfc3339(p.paid_at),
        "refunded": p.refunded_total,
        "refundable": p.amount - p.refunded_total - p.refund_held if p.paid_at else 0,
        "method": p.method,
        "tendered": p.tendered,
        "change": p.tendered - p.amount if p.method == "cash" and p.tendered is not None else None,
    }


def refund_shape(r, payment) -> dict:
    """The REST shape, with the payment as it stands after it."""
    return {
        "id": r.id,
        "status": refund_state_of(done_at=r.done_at, failed_at=r.failed_at),
        "amount": r.amount,
        "reason": r.reason,
        "due_again": r.due_again,
        "lines": r.lines or [],
        "at": rfc3339(r.at),
        "done_at": rfc3339(r.done_at),
        "failure": r.failure,
        "payment": payment_shape(payment),
    }
