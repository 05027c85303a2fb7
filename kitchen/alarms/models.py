"""What staff had to be told about the kitchen, from when to when."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, found_by
from kitchen.alarms.due import CODES

STANDING = text("cleared_at IS NULL")


class Alarm(Tenant, Base):
    """One row an episode, code and station; the unique index lets nobody raise what stands already.

    `tickets`: `[{id, order_id, table, label, heard}]`, as staff and guests were told last.
    """

    __tablename__ = "alarms"
    __table_args__ = (
        Index(
            "ix_alarms_standing",
            "restaurant_id",
            "code",
            "station_id",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
        found_by("raised_at"),
        CheckConstraint(f"code IN ({', '.join(repr(code) for code in CODES)})", name="code"),
    )
    code: Mapped[str] = mapped_column(String(16))
    station_id: Mapped[str] = mapped_column(Id)
    station_names: Mapped[dict | None] = mapped_column(Json)
    tickets: Mapped[list] = mapped_column(Json)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cleared_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
