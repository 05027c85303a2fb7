"""A party's stay at a table, and the phones that take part in it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, found_by, same_restaurant, unique


class Visit(Tenant, Base):
    """`open_table_id` is the table while the visit is open, then NULL: its uniqueness is what makes six phones
    that scan at the same moment one visit. `cart_version` counts every change of the shared cart; its row is
    the lock of the cart. `fees` are those that guests were shown when they sat down."""

    __tablename__ = "visits"
    __table_args__ = (
        same_restaurant("tables", "table_id"),
        unique("open_table_id"),
        CheckConstraint("status IN ('open', 'closed')", name="status"),
    )
    table_id: Mapped[str] = mapped_column(Id)
    open_table_id: Mapped[str | None] = mapped_column(Id)
    table_label: Mapped[str] = mapped_column(String(40))
    status: Mapped[str] = mapped_column(String(10))
    covers: Mapped[int | None] = mapped_column(Integer)
    cart_version: Mapped[int] = mapped_column(Integer)
    rounds: Mapped[int] = mapped_column(Integer)
    fees: Mapped[list] = mapped_column(Json)
    channel: Mapped[str] = mapped_column(String(20))
    opened_by: Mapped[str] = mapped_column(String(10))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_how: Mapped[str | None] = mapped_column(String(10))
    confirming_guest_id: Mapped[str | None] = mapped_column(Id)
    confirming_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Guest(Tenant, Base):
    """One phone in a visit: a random table object and, if its owner likes, a nickname. Nothing personal."""

    __tablename__ = "guests"
    __table_args__ = (same_restaurant("visits", "visit_id"), unique("token_hash"), found_by("visit_id", "id"))
    visit_id: Mapped[str] = mapped_column(Id)
    token_hash: Mapped[str] = mapped_column(String(64))
    nickname: Mapped[str] = mapped_column(String(20))
    mark: Mapped[str] = mapped_column(String(12))
    user_key: Mapped[str | None] = mapped_column(String(64))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)
