"""The till's count at the end of a business day."""

from datetime import date, datetime

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Json, Money, Tenant, UtcDateTime, unique


class TillCount(Tenant, Base):
    """Closed once a day, never changed. Payments and refunds that it counted carry its id, so each is counted once.

    `opening`: cash that lay in the till before; `left`: what stays in it for the next day. `methods`:
    `[{method, taken, back, expected, counted, difference}]`, `people`: `[{by, name, method, taken, back, count}]`.
    """

    __tablename__ = "till_counts"
    __table_args__ = (unique("day"),)
    day: Mapped[date] = mapped_column(Date)
    opening: Mapped[int] = mapped_column(Money)
    left: Mapped[int] = mapped_column(Money)
    difference: Mapped[int] = mapped_column(Money)
    reason: Mapped[str] = mapped_column(String(140))
    methods: Mapped[list] = mapped_column(Json)
    people: Mapped[list] = mapped_column(Json)
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(String(60))
    closed_by_name: Mapped[str] = mapped_column(String(60))
