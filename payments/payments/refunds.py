"""Money back. Reserved first, then asked of the wallet, then counted: never more than was paid, whoever else does."""

import uuid

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from core.errors import Conflict
from core.facts import announce
from core.ids import new_id
from payments.bills.queries import standing_of
from payments.bills.service import tell
from payments.bills.totals import price_of
from payments.payments.by_line import price_lines
from payments.payments.events import PaymentRefunded
from payments.payments.locking import change, lock_payment
from payments.payments.models import Payment, Refund
from payments.payments.queries import PaymentUnknown, refund_shape, row_of, trade_of
from payments.wallets.protocol import Trade

CALLED_OFF = uuid.UUID("5a64d6a4-9b5c-4d0e-9d5a-0f5b6f0c2a11")


class NotRefundable(Conflict):
    code, title = "not_refundable", "More than is left of the payment"


def reserve_refund(
    session,
    restaurant_id: str,
    payment_id: str,
    amount: int,
    reason: str,
    by: str,
    due: str = "settled",
    lines: list[dict] | None = None,
) -> str:
    """The intent; returns the request number. The reservation moves by one guarded statement.

    `due`: "settled" leaves the bill as it is (a courtesy, or money that came twice); "again" makes it owe the amount.
    `lines` as price_lines gives them.
    """
    payment = lock_payment(session, restaurant_id, payment_id)
    moved = session.execute(
        update(Payment)
        .where(
            Payment.restaurant_id == restaurant_id,
            Payment.id == payment_id,
            Payment.paid_at.is_not(None),
            Payment.refunded_total + Payment.refund_held + amount <= Payment.amount,
        )
        .values(refund_held=Payment.refund_held + amount)
    ).rowcount
    if not moved:
        left = _left(payment)
        raise NotRefundable(f"{left} is left.", errors={"amount": ["More than is left."]}, left=left)
    refund_id = new_id()
    session.execute(
        insert(Refund),
        {
            "restaurant_id": restaurant_id,
            "id": refund_id,
            "payment_id": payment_id,
            "amount": amount,
            "reason": reason,
            "by": by,
            "at": now(),
            "due_again": due == "again",
            "lines": lines,
        },
    )
    return refund_id


def amount_of(session, restaurant_id: str, payment_id: str, body: dict) -> tuple[int, list[dict] | None]:
    """(how much, for which lines) a request for money back means: its `amount`, its `lines`, or all that is left.

    The payment stays locked, so that what is counted here is what reserve_refund finds. NotRefundable, Invalid.
    """
    payment = lock_payment(session, restaurant_id, payment_id)
    if body["amount"]:
        return body["amount"], None
    if not body["lines"]:
        amount, lines = _left(payment), None
    else:
        lines = price_lines(session, restaurant_id, payment.visit_id, body["lines"])
        amount = sum(line["amount"] for line in lines)
    if amount <= 0:
        raise NotRefundable("Nothing was paid for this.", left=_left(payment))
    return amount, lines


def refund_and_trade(session, restaurant_id: str, refund_id: str) -> tuple[object, Trade]:
    """What the wallet has to be asked."""
    refund = _row(session, restaurant_id, refund_id)
    return refund, trade_of(session, row_of(session, restaurant_id, refund.payment_id))


def finish_refund(session, restaurant_id: str, refund_id: str, refusal: str | None = None) -> dict:
    """The wallet's word: it is back, or (`refusal`) it will not go back. Repeating is harmless."""
    payment_id = _row(session, restaurant_id, refund_id).payment_id
    payment = lock_payment(session, restaurant_id, payment_id)
    refund = _row(session, restaurant_id, refund_id)
    if refund.done_at is None and refund.failed_at is None:
        facts = {"failed_at": now(), "failure": refusal[:200]} if refusal else {"done_at": now()}
        session.execute(
            update(Refund).where(Refund.restaurant_id == restaurant_id, Refund.id == refund_id).values(**facts)
        )
        change(session, restaurant_id, payment_id, refund_held=max(0, payment.refund_held - refund.amount))
        recount(session, restaurant_id, payment_id, refund_id)
    return refund_shape(_row(session, restaurant_id, refund_id), row_of(session, restaurant_id, payment_id))


def call_off(session, restaurant_id: str, payment_id: str, amount: int) -> None:
    """The wallet gave all back because we had called the trade off: the bill owes it again. Repeating is harmless."""
    at, refund_id = now(), str(uuid.uuid5(CALLED_OFF, payment_id))
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    row = {
        "restaurant_id": restaurant_id,
        "id": refund_id,
        "payment_id": payment_id,
        "amount": amount,
        "reason": "Paid after it was called off; the wallet gave it back.",
        "by": "wallet",
        "at": at,
        "done_at": at,
        "due_again": True,
    }
    session.execute(dialect.insert(Refund).values(row).on_conflict_do_nothing())
    recount(session, restaurant_id, payment_id, refund_id)


def recount(session, restaurant_id: str, payment_id: str, refund_id: str = "") -> None:
    """What is back in all: our own refunds, or what the partner tells where that is more. The payment is locked."""
    payment = row_of(session, restaurant_id, payment_id)
    done = session.execute(
        select(Refund.amount, Refund.due_again).where(
            Refund.restaurant_id == restaurant_id, Refund.payment_id == payment_id, Refund.done_at.is_not(None)
        )
    ).all()
    total = min(payment.amount, max(sum(r.amount for r in done), payment.told_refunded))
    again = sum(r.amount for r in done if r.due_again)
    if total <= payment.refunded_total:
        return
    covered_before = standing_of(session, restaurant_id, payment.visit_id).covered()
    change(session, restaurant_id, payment_id, refunded_total=total, owed_again=again)
    standing = standing_of(session, restaurant_id, payment.visit_id)
    due_again = again > payment.owed_again
    if due_again:
        still = set(standing.covered())
        orders = [each for each in covered_before if each not in still]
    else:
        orders = payment.covers or covered_before
    announce(
        session,
        PaymentRefunded(
            restaurant_id,
            payment.visit_id,
            payment_id,
            refund_id,
            total - payment.refunded_total,
            total,
            payment.amount,
            now(),
            tuple(orders),
            _whole(standing, payment, total, orders),
            due_again,
        ),
    )
    tell(session, restaurant_id, payment.visit_id)


def _whole(standing, payment, total, orders) -> bool:
    """Whether all the money for these orders is back: this payment alone paid for them, or nothing is left at all.

    A tip is none of their money, and goes back last.
    """
    part, named = payment.amount - payment.tip, set(orders)
    alone = named <= set(payment.order_ids) or part >= price_of(standing.terms, standing.orders, named)
    return (total >= part and alone) or standing.paid == standing.refunded


def _left(payment) -> int:
    return payment.amount - payment.refunded_total - payment.refund_held if payment.paid_at else 0


def _row(session, restaurant_id, refund_id):
    row = session.execute(
        select(*Refund.__table__.c).where(Refund.restaurant_id == restaurant_id, Refund.id == refund_id)
    ).first()
    if row is None:
        raise PaymentUnknown("There is no such refund.")
    return row
