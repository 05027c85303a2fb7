"""The restaurant as its owner sets it: the root of every tenant row."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, UtcDateTime


class Restaurant(Base):
    """`version` guards against two managers overwriting each other."""

    __tablename__ = "restaurants"
    __table_args__ = (
        CheckConstraint("service_mode IN ('pay_first', 'pay_after')", name="service_mode"),
        CheckConstraint("courses IN ('off', 'by_hand', 'when_ready')", name="courses"),
        CheckConstraint("round_down IN ('off', 'tenth', 'whole')", name="round_down"),
        CheckConstraint("when_kitchen_dark IN ('tell', 'hold')", name="when_kitchen_dark"),
        CheckConstraint("gate IN ('open', 'staff_opens', 'first_order_waits', 'pin')", name="gate"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    address: Mapped[str | None] = mapped_column(String(120))
    phone: Mapped[str | None] = mapped_column(String(30))
    currency: Mapped[str] = mapped_column(String(3))
    time_zone: Mapped[str] = mapped_column(String(40))
    languages: Mapped[list] = mapped_column(Json)
    hours: Mapped[dict] = mapped_column(Json)
    day_starts_at: Mapped[str] = mapped_column(String(5))
    service_mode: Mapped[str] = mapped_column(String(10))
    gate: Mapped[str] = mapped_column(String(20))
    gate_pin: Mapped[str | None] = mapped_column(String(12))
    courses: Mapped[str] = mapped_column(String(10))
    fees: Mapped[list] = mapped_column(Json)
    tax: Mapped[dict | None] = mapped_column(Json)
    tips: Mapped[dict | None] = mapped_column(Json)
    round_down: Mapped[str] = mapped_column(String(8), default="off")
    when_kitchen_dark: Mapped[str] = mapped_column(String(4))
    limits: Mapped[dict] = mapped_column(Json)
    paused_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    codes_printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opening_put_off_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer)
