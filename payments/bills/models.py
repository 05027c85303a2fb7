"""What a visit owes: one row per order and per thing taken off, under the fees that were shown."""

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, same_restaurant, unique


class Bill(Tenant, Base):
    """`id` is the visit's: one bill a visit, for ever."""

    __tablename__ = "bills"
    covers: Mapped[int | None] = mapped_column(Integer)
    currency: Mapped[str] = mapped_column(String(3))
    fees: Mapped[list] = mapped_column(Json)
    round_down: Mapped[str] = mapped_column(String(8), default="off")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BillRow(Tenant, Base):
    """`source` is `order:<id>`, `cancel:<id>`, `void:<line id>`, `discount:<id>`, `comp:<id>` or `undo:<row>`.

    Amounts taken off are negative. A discount on the whole bill has no order; one in per cent has a `rate` and counts
    on what the bill holds when it is read. `undo` says that another row counts no more; nothing is ever changed.
    """

    __tablename__ = "bill_rows"
    __table_args__ = (same_restaurant("bills", "bill_id"), unique("bill_id", "source"))
    bill_id: Mapped[str] = mapped_column(Id)
    source: Mapped[str] = mapped_column(String(60))
    order_id: Mapped[str | None] = mapped_column(Id)
    line_id: Mapped[str | None] = mapped_column(Id)
    rate: Mapped[str | None] = mapped_column(String(10))
    amount: Mapped[int] = mapped_column(Money)
    reason: Mapped[str] = mapped_column(String(140))
    by: Mapped[str | None] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
