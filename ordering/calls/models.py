"""Calls from a table to the staff."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Tenant, UtcDateTime, found_by, same_restaurant

KINDS = ("water", "tableware", "napkins", "clear", "bill", "staff", "rush")
OPEN = text("answered_at IS NULL")


class Call(Tenant, Base):
    """`reply_minutes`: the kitchen's word to a request to hurry; 0 is "almost ready"."""

    __tablename__ = "calls"
    __table_args__ = (
        same_restaurant("visits", "visit_id"),
        found_by("visit_id"),
        Index("ix_calls_open", "restaurant_id", sqlite_where=OPEN, postgresql_where=OPEN),
        CheckConstraint(f"kind IN ({', '.join(repr(k) for k in KINDS)})", name="kind"),
    )
    visit_id: Mapped[str] = mapped_column(Id)
    guest_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(12))
    order_id: Mapped[str | None] = mapped_column(Id)
    table_label: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str | None] = mapped_column(String(60))
    reply_minutes: Mapped[int | None] = mapped_column(Integer)
