"""What was sent. Nothing here changes when the menu does."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, found_by, same_restaurant, unique
from ordering.orders.states import PAYMENT_STATES, PROGRESS, STATUSES


def _one_of(column: str, values: tuple) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(v) for v in values)})", name=column)


class Order(Tenant, Base):
    """The two unique rows are what makes one cart one order for ever, whatever happens to idempotency keys.

    `staff_told_at`: when staff were told that no kitchen screen has confirmed a part of it; empty once it is heard.
    """

    __tablename__ = "orders"
    __table_args__ = (
        same_restaurant("visits", "visit_id"),
        unique("visit_id", "round"),
        unique("visit_id", "cart_version"),
        unique("day", "number"),
        found_by("placed_at"),
        _one_of("status", STATUSES),
        _one_of("payment_state", PAYMENT_STATES),
    )
    visit_id: Mapped[str] = mapped_column(Id)
    day: Mapped[date] = mapped_column(Date)
    number: Mapped[int] = mapped_column(Integer)
    round: Mapped[int] = mapped_column(Integer)
    cart_version: Mapped[int] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(12))
    payment_state: Mapped[str] = mapped_column(String(16))
    note: Mapped[str] = mapped_column(String(140))
    allergy_note: Mapped[str] = mapped_column(String(140))
    total: Mapped[int] = mapped_column(Money)
    placed_by: Mapped[str] = mapped_column(Id)
    placed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    staff_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(String(140))


class OrderLine(Tenant, Base):
    """`course` 0: none, as the restaurant was set. `held`: the kitchen waits with it until its course is fired, which
    was at `fired_at`; what goes with its order has none."""

    __tablename__ = "order_lines"
    __table_args__ = (same_restaurant("orders", "order_id"), found_by("order_id", "id"), _one_of("status", PROGRESS))
    order_id: Mapped[str] = mapped_column(Id)
    guest_id: Mapped[str] = mapped_column(Id)
    item_id: Mapped[str] = mapped_column(Id)
    names: Mapped[dict] = mapped_column(Json)
    quantity: Mapped[int] = mapped_column(Integer)
    modifiers: Mapped[list] = mapped_column(Json)
    note: Mapped[str] = mapped_column(String(140))
    unit_price: Mapped[int] = mapped_column(Money)
    line_total: Mapped[int] = mapped_column(Money)
    station_ids: Mapped[list] = mapped_column(Json)
    course: Mapped[int] = mapped_column(Integer, default=0)
    stations_finish: Mapped[str] = mapped_column(String(8), default="each")
    held: Mapped[bool] = mapped_column(Boolean, default=False)
    fired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    status: Mapped[str] = mapped_column(String(12))
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str | None] = mapped_column(String(140))


class OrderCounter(Tenant, Base):
    """The last short number of a business day; `id` is the day. Locked by whoever places, until commit."""

    __tablename__ = "order_counters"
    last: Mapped[int] = mapped_column(Integer)
