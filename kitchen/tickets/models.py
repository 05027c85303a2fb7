"""A station's part of an order, as it was sent."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, found_by, same_restaurant, unique
from kitchen.tickets.states import OPEN, TO_DO

NOWHERE = "none"  # the station of dishes that have none: shown on every screen
BUMPED = text("bumped_at IS NOT NULL")
ON_PASS = text("serve_waits")


def on_board():
    """What a screen shows or has yet to show, of all that was ever cooked: an index's condition and its reads'."""
    return text(f"(status IN ({', '.join(repr(status) for status in OPEN)}) OR void_waits)")


def to_do():
    """What an index of a handful of rows holds, however many were ever cooked. Literals: else SQLite cannot use it."""
    return text(f"status IN ({', '.join(repr(status) for status in TO_DO)})")


def fired():
    """Whatever was sent, for reports over many days. Boards do not name this condition: else SQLite walks all that was
    ever cooked, because it lies in their order."""
    return text("NOT held")


def waiting():
    """Open tickets of everybody, for who looks after alarms (kitchen.tickets.silence)."""
    return text(f"status IN ({', '.join(repr(status) for status in OPEN)})")


class Ticket(Tenant, Base):
    """`seq` rises with every change of this ticket, so that a reader keeps the newer of two. `void_waits`: something
    was taken off and no cook has said yet that he saw it. `calls`: a table's requests to hurry that nobody answered.
    `course`: 0 where the restaurant has none. `held`: not fired yet. `language`: its station's, as it was fired.
    `moved_from`: the table where the party sat before. `serve_waits`: done, and something of its order is still to be
    carried to the table. `bumped_by`: the name of the screen that said it was done.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        unique("order_id", "station_id", "course"),
        found_by("visit_id"),
        Index("ix_tickets_fired", "restaurant_id", "fired_at", sqlite_where=fired(), postgresql_where=fired()),
        Index("ix_tickets_board", "restaurant_id", "station_id", sqlite_where=on_board(), postgresql_where=on_board()),
        Index("ix_tickets_pass", "restaurant_id", "station_id", sqlite_where=ON_PASS, postgresql_where=ON_PASS),
        Index("ix_tickets_bumped", "restaurant_id", "bumped_at", sqlite_where=BUMPED, postgresql_where=BUMPED),
        Index("ix_tickets_waiting", "fired_at", sqlite_where=waiting(), postgresql_where=waiting()),
        CheckConstraint("status IN ('open', 'started', 'bumped', 'voided')", name="status"),
    )
    order_id: Mapped[str] = mapped_column(Id)
    visit_id: Mapped[str] = mapped_column(Id)
    station_id: Mapped[str] = mapped_column(Id)
    order_number: Mapped[int] = mapped_column(Integer)
    round: Mapped[int] = mapped_column(Integer)
    table_label: Mapped[str] = mapped_column(String(40))
    covers: Mapped[int | None] = mapped_column(Integer)
    status: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(140))
    allergy_note: Mapped[str] = mapped_column(String(140))
    target_seconds: Mapped[int] = mapped_column(Integer)
    hurried: Mapped[int] = mapped_column(Integer)
    rushed: Mapped[bool] = mapped_column(Boolean)
    void_waits: Mapped[bool] = mapped_column(Boolean)
    serve_waits: Mapped[bool] = mapped_column(Boolean, default=False)
    calls: Mapped[list] = mapped_column(Json)
    seq: Mapped[int] = mapped_column(Integer)
    course: Mapped[int] = mapped_column(Integer)
    held: Mapped[bool] = mapped_column(Boolean)
    language: Mapped[str] = mapped_column(String(4))
    moved_from: Mapped[str | None] = mapped_column(String(40))
    moved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    placed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fired_at: Mapped[datetime] = mapped_column(UtcDateTime)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    bumped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_bumped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    bumped_by: Mapped[str | None] = mapped_column(String(40))


class TicketLine(Tenant, Base):
    """`done` of `quantity` portions are ready. `together`: other stations make a part of it, one bump is for all.
    `ready_at` is the first time; `recalls` counts how often it came back (kitchen.tickets.stamping).
    """

    __tablename__ = "ticket_lines"
    __table_args__ = (
        same_restaurant("tickets", "ticket_id"),
        Index("ix_ticket_lines_ticket", "restaurant_id", "ticket_id"),
        Index("ix_ticket_lines_line", "restaurant_id", "order_line_id"),
        Index("ix_ticket_lines_to_do", "restaurant_id", "item_id", sqlite_where=to_do(), postgresql_where=to_do()),
    )
    ticket_id: Mapped[str] = mapped_column(Id)
    order_line_id: Mapped[str] = mapped_column(Id)
    item_id: Mapped[str] = mapped_column(Id)
    names: Mapped[dict] = mapped_column(Json)
    quantity: Mapped[int] = mapped_column(Integer)
    done: Mapped[int] = mapped_column(Integer)
    together: Mapped[bool] = mapped_column(Boolean)
    modifiers: Mapped[list] = mapped_column(Json)
    note: Mapped[str] = mapped_column(String(140))
    status: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(140))
    cleared: Mapped[bool] = mapped_column(Boolean)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recalls: Mapped[int] = mapped_column(Integer)


class Act(Tenant, Base):
    """A touch that has been done; `id` is its request id, so a replay after an outage does nothing.

    `before` and `after` hold the lines it moved, id → status, and the ticket's own status: enough to undo it.
    """

    __tablename__ = "acts"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    ticket_id: Mapped[str] = mapped_column(Id)
    do: Mapped[str] = mapped_column(String(10))
    before: Mapped[dict] = mapped_column(Json)
    after: Mapped[dict] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
