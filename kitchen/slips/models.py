"""Slip printers and what they are to print."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, found_by, same_restaurant, unique
from kitchen.slips.states import TO_PRINT


def to_print():
    """What an index of a handful of rows holds, however many were ever printed. Literals: else SQLite cannot use it."""
    return text(f"state IN ({', '.join(repr(state) for state in TO_PRINT)})")


def without_ticket():
    return text("ticket_id IS NULL")


class Printer(Tenant, Base):
    """`connection`: `{kind: network, host, port}`, `{kind: usb, vendor, product}` or `{kind: file, path}`. `answers`:
    it once told its state, so its silence means something. One worker at a time holds it, `holder` until `held_until`.
    `receipts`: it is the one for bills and receipts.
    """

    __tablename__ = "printers"
    __table_args__ = (
        CheckConstraint("width BETWEEN 58 AND 80", name="width"),
        CheckConstraint("policy IN ('always', 'fallback', 'off')", name="policy"),
    )
    name: Mapped[str] = mapped_column(String(40))
    connection: Mapped[dict] = mapped_column(Json)
    width: Mapped[int] = mapped_column(Integer)
    encoding: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(4))
    policy: Mapped[str] = mapped_column(String(8))
    max_age_seconds: Mapped[int] = mapped_column(Integer)
    copies: Mapped[int] = mapped_column(Integer)
    cut: Mapped[bool] = mapped_column(Boolean)
    beep: Mapped[bool] = mapped_column(Boolean)
    hurries: Mapped[bool] = mapped_column(Boolean)
    receipts: Mapped[bool] = mapped_column(Boolean, default=False)
    answers: Mapped[bool] = mapped_column(Boolean)
    holder: Mapped[str | None] = mapped_column(Id)
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failures: Mapped[int] = mapped_column(Integer)
    last_error: Mapped[str | None] = mapped_column(String(20))
    last_error_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PrinterStation(Tenant, Base):
    """Which stations' tickets a printer prints; each has one for tickets without a station, too."""

    __tablename__ = "printer_stations"
    __table_args__ = (
        same_restaurant("printers", "printer_id"),
        unique("printer_id", "station_id"),
        found_by("station_id"),
    )
    printer_id: Mapped[str] = mapped_column(Id)
    station_id: Mapped[str] = mapped_column(Id)


class Slip(Tenant, Base):
    """`cause` makes a slip happen once: "fired", "void:<line>", "again:<request>". `about`: what is not the ticket's
    own, as the line that was taken off, or a whole receipt. `perhaps`: it was being printed when something broke; it
    may be on paper.
    """

    __tablename__ = "slips"
    __table_args__ = (
        same_restaurant("printers", "printer_id"),
        same_restaurant("tickets", "ticket_id"),
        unique("ticket_id", "printer_id", "cause"),
        Index(
            "ux_slips_alone",
            *("restaurant_id", "printer_id", "cause"),
            unique=True,
            sqlite_where=without_ticket(),
            postgresql_where=without_ticket(),
        ),
        Index("ix_slips_to_print", "restaurant_id", "printer_id", sqlite_where=to_print(), postgresql_where=to_print()),
    )
    printer_id: Mapped[str] = mapped_column(Id)
    ticket_id: Mapped[str | None] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(8))
    cause: Mapped[str] = mapped_column(String(80))
    about: Mapped[dict | None] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(Integer)
    perhaps: Mapped[bool] = mapped_column(Boolean)
    tried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    printed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    error: Mapped[str | None] = mapped_column(String(20))
