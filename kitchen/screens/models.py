"""Paired kitchen displays."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Tenant, UtcDateTime, unique


class Pairing(Base):
    """Global: a screen that waits knows no restaurant yet. `id` is the hash of its poll token."""

    __tablename__ = "pairings"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    restaurant_id: Mapped[str | None] = mapped_column(Id)
    screen_id: Mapped[str | None] = mapped_column(Id)


class Screen(Tenant, Base):
    """`token_hash` is empty until the screen has fetched its token, once. After a renewal the former one still opens
    until `old_token_until`, so that an answer lost on the way locks nobody out. `drawn`: station → the last number
    of its stream that the screen said it had drawn.
    """

    __tablename__ = "screens"
    __table_args__ = (unique("token_hash"), unique("old_token_hash"))
    name: Mapped[str] = mapped_column(String(40))
    station_ids: Mapped[list] = mapped_column(Json)
    layout: Mapped[dict] = mapped_column(Json)
    token_hash: Mapped[str | None] = mapped_column(String(64))
    old_token_hash: Mapped[str | None] = mapped_column(String(64))
    old_token_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paired_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    drawn: Mapped[dict] = mapped_column(Json)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
