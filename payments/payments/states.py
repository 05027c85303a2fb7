"""A payment's state is a pure function of the facts that were received, whatever their order."""

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
