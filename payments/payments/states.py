"""States are pure functions of the facts that were received, whatever their order. Nothing stores a state."""

from datetime import datetime


def state_of(
    *, amount: int, paid_at, failed_at, closed_at, refunded_total: int, expires_at: datetime, at: datetime
) -> str:
    """pending, settled, failed, expired, refunded or partly_refunded. Money that came outweighs every failure."""
    if paid_at is not None:
        if refunded_total >= amount:
            return "refunded"
        return "partly_refunded" if refunded_total else "settled"
    if failed_at is not None:
        return "failed"
    if closed_at is not None or expires_at <= at:
        return "expired"
    return "pending"


def refund_state_of(*, done_at, failed_at) -> str:
    """pending, done or refused. A refund that went through outweighs every refusal."""
    return "done" if done_at is not None else "refused" if failed_at is not None else "pending"


def state_at(payment, at: datetime) -> str:
    """The state of a payment's row at a moment."""
    return state_of(
        amount=payment.amount,
        paid_at=payment.paid_at,
        failed_at=payment.failed_at,
        closed_at=payment.closed_at,
        refunded_total=payment.refunded_total,
        expires_at=payment.expires_at,
        at=at,
    )
