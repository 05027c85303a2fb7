"""Who wants a fapiao for which payment."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Money, Tenant, UtcDateTime, same_restaurant, unique


class FapiaoRequest(Tenant, Base):
    """One per payment. `title` is the 抬头; `done_amount` what the payment was worth when the fapiao was written.

    `forgotten_at`: title, number and address were deleted on schedule; that there was one stays.
    """

    __tablename__ = "fapiao_requests"
    __table_args__ = (same_restaurant("payments", "payment_id"), unique("payment_id"))
    payment_id: Mapped[str] = mapped_column(Id)
    asked_by: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(100))
    tax_number: Mapped[str | None] = mapped_column(String(20))
    email: Mapped[str | None] = mapped_column(String(120))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_by: Mapped[str | None] = mapped_column(String(60))
    done_amount: Mapped[int | None] = mapped_column(Money)
    forgotten_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
