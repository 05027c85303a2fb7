"""Where dishes are made: wok, cold, bar, steam, floor."""

from sqlalchemy import Boolean, CheckConstraint, Integer
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Json, Tenant


class Station(Tenant, Base):
    """`target_seconds` drives the timers of its tickets."""

    __tablename__ = "stations"
    __table_args__ = (CheckConstraint("target_seconds BETWEEN 30 AND 7200", name="target_seconds"),)
    names: Mapped[dict] = mapped_column(Json)
    position: Mapped[int] = mapped_column(Integer)
    target_seconds: Mapped[int] = mapped_column(Integer)
    is_default: Mapped[bool] = mapped_column(Boolean)
