"""Areas and tables. A table's label may change; its code does not know it."""

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, same_restaurant, unique


class Area(Tenant, Base):
    __tablename__ = "areas"
    names: Mapped[dict] = mapped_column(Json)
    position: Mapped[int] = mapped_column(Integer)


class Table(Tenant, Base):
    """`live_label` is the label while the table is in use, then NULL, so a label can be used again.

    `printed_label` is what its newest sticker says.
    """

    __tablename__ = "tables"
    __table_args__ = (same_restaurant("areas", "area_id"), unique("live_label"))
    label: Mapped[str] = mapped_column(String(20))
    live_label: Mapped[str | None] = mapped_column(String(20))
    printed_label: Mapped[str | None] = mapped_column(String(20))
    area_id: Mapped[str | None] = mapped_column(Id)
    seats: Mapped[int] = mapped_column(Integer)
    position: Mapped[int] = mapped_column(Integer)
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
