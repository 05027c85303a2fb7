"""Where dishes are made, put together and called from: wok, cold, bar; the pass; the floor."""

from sqlalchemy import Boolean, CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Json, Tenant

COOKING, EXPO, FLOOR = KINDS = ("cooking", "expo", "floor")
LANGUAGES = ("zh", "en", "both")


def _one_of(column: str, values: tuple) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(v) for v in values)})", name=column)


class Station(Tenant, Base):
    """`target_seconds` drives the timers of its tickets. Dishes are made at cooking stations only; an expo station
    sees all of those, a floor station serves. `language`: that of dish names on its tickets."""

    __tablename__ = "stations"
    __table_args__ = (
        CheckConstraint("target_seconds BETWEEN 30 AND 7200", name="target_seconds"),
        _one_of("kind", KINDS),
        _one_of("language", LANGUAGES),
    )
    names: Mapped[dict] = mapped_column(Json)
    position: Mapped[int] = mapped_column(Integer)
    target_seconds: Mapped[int] = mapped_column(Integer)
    is_default: Mapped[bool] = mapped_column(Boolean)
    kind: Mapped[str] = mapped_column(String(8), default=COOKING)
    language: Mapped[str] = mapped_column(String(4), default="zh")
