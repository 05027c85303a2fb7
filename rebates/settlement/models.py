"""What the platform says, and where it says something else than we do."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, UtcDateTime


class PlatformFigure(Base):
    """Append-only: one line of a file or an answer of the platform. `column`: what it says is confirmed, or paid.

    `merchant` is the entity's id here; `restaurant_id` and `merchant` follow from the trade where only that is named.
    """

    __tablename__ = "platform_figures"
    __table_args__ = (
        UniqueConstraint("provider_id", "column", "file_sha256", "line"),
        CheckConstraint("\"column\" IN ('confirmed', 'paid')", name="column"),
        Index("ix_platform_figures_provider_id_month", "provider_id", "month"),
        Index("ix_platform_figures_provider_id_trade_no", "provider_id", "trade_no"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    provider_id: Mapped[str] = mapped_column(Id)
    column: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(20))
    programme: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    restaurant_id: Mapped[str | None] = mapped_column(Id)
    merchant: Mapped[str | None] = mapped_column(Id)
    trade_no: Mapped[str | None] = mapped_column(String(64))
    amount: Mapped[int] = mapped_column(Money)
    file_sha256: Mapped[str] = mapped_column(String(64))
    line: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PlatformImport(Base):
    """One file that was brought in. `column` ours: income that is booked here, to be compared like the rest.

    `kept`, `known` and `refused` count its lines; `months` names those that its lines belong to.
    """

    __tablename__ = "platform_imports"
    __table_args__ = (
        CheckConstraint("\"column\" IN ('confirmed', 'paid', 'ours')", name="column"),
        Index("ix_platform_imports_provider_id", "provider_id", "id"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    provider_id: Mapped[str] = mapped_column(Id)
    column: Mapped[str] = mapped_column(String(10))
    programme: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    file_sha256: Mapped[str] = mapped_column(String(64))
    kept: Mapped[int] = mapped_column(Integer)
    known: Mapped[int] = mapped_column(Integer)
    refused: Mapped[int] = mapped_column(Integer)
    amount: Mapped[int] = mapped_column(Money)
    months: Mapped[list] = mapped_column(Json)
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class Dispute(Base):
    """One difference that somebody objects to. It stands open, is answered, and ends as agreed or withdrawn.

    `key` is the difference's, `column` what it was compared with, `ours` and `theirs` as they stood then.
    """

    __tablename__ = "disputes"
    __table_args__ = (Index("ix_disputes_provider_id_month", "provider_id", "month"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    provider_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    restaurant_id: Mapped[str | None] = mapped_column(Id)
    merchant: Mapped[str | None] = mapped_column(Id)
    trade_no: Mapped[str | None] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(160))
    column: Mapped[str] = mapped_column(String(10))
    ours: Mapped[int] = mapped_column(Money)
    theirs: Mapped[int] = mapped_column(Money)
    cause: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12))
    opened_by: Mapped[str] = mapped_column(String(60))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DisputeMessage(Base):
    """Append-only: what was said in a dispute."""

    __tablename__ = "dispute_messages"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("disputes.id"), index=True)
    by: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(String(1000))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
