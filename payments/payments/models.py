"""Money in and money back."""

from datetime import datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, same_restaurant, unique


class Payment(Tenant, Base):
    """`status` is derived from the facts in the other columns by states.state_of, never set by itself."""

    __tablename__ = "payments"
    __table_args__ = (
        same_restaurant("bills", "visit_id"),
        CheckConstraint("amount > 0", name="amount"),
        unique("page_hash"),
        CheckConstraint("refunded_total >= 0 AND refunded_total <= amount", name="refunded_total"),
    )
    visit_id: Mapped[str] = mapped_column(Id, index=True)
    wallet: Mapped[str] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int] = mapped_column(Money)
    status: Mapped[str] = mapped_column(String(16))
    order_ids: Mapped[list] = mapped_column(Json)
    opened_by: Mapped[str] = mapped_column(String(60))
    opened_by_name: Mapped[str] = mapped_column(String(60))
    page_hash: Mapped[str | None] = mapped_column(String(64))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    paid_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refunded_total: Mapped[int] = mapped_column(Money)
    method: Mapped[str | None] = mapped_column(String(20))
    tendered: Mapped[int | None] = mapped_column(Money)
    confirmed_by: Mapped[str | None] = mapped_column(String(60))


class Refund(Tenant, Base):
    """`id` is the request number, one for ever."""

    __tablename__ = "refunds"
    __table_args__ = (same_restaurant("payments", "payment_id"), CheckConstraint("amount > 0", name="amount"))
    payment_id: Mapped[str] = mapped_column(Id, index=True)
    amount: Mapped[int] = mapped_column(Money)
    reason: Mapped[str] = mapped_column(String(140))
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
