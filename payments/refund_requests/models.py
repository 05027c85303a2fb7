"""What staff without the right to give money back ask an owner or manager to give."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, found_by, same_restaurant


class RefundRequest(Tenant, Base):
    """`amount` or `lines` (as a refund's, at what they were worth then), or neither: all that is left. `refund_id` once
    it was approved."""

    __tablename__ = "refund_requests"
    __table_args__ = (
        same_restaurant("payments", "payment_id"),
        found_by("payment_id"),
        CheckConstraint("due IN ('settled', 'again')", name="due"),
        Index(
            "ix_refund_requests_open",
            "restaurant_id",
            postgresql_where=text("decided_at IS NULL"),
            sqlite_where=text("decided_at IS NULL"),
        ),
    )
    payment_id: Mapped[str] = mapped_column(Id)
    amount: Mapped[int | None] = mapped_column(Money)
    lines: Mapped[list | None] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(String(140))
    due: Mapped[str] = mapped_column(String(8))
    asked_by: Mapped[str] = mapped_column(String(60))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str | None] = mapped_column(String(60))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str | None] = mapped_column(String(140))
    refund_id: Mapped[str | None] = mapped_column(Id)
