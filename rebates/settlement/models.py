"""What the platform says, and where it says something else than we do."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Money, UtcDateTime


class PlatformFigure(Base):
    """Append-only: one line of a file or an answer of the platform. `column`: what it says is confirmed, or paid."""

    __tablename__ = "platform_figures"
    __table_args__ = (
        UniqueConstraint("provider_id", "file_sha256", "line"),
        CheckConstraint("\"column\" IN ('confirmed', 'paid')", name="column"),
        Index("ix_platform_figures_provider_id_month", "provider_id", "month"),
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


class Dispute(Base):
    """One difference that somebody objects to. It stands open, is answered, and ends as agreed or withdrawn."""

    __tablename__ = "disputes"
    __table_args__ = (Index("ix_disputes_provider_id_month", "provider_id", "month"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    provider_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    restaurant_id: Mapped[str | None] = mapped_column(Id)
    merchant: Mapped[str | None] = mapped_column(Id)
    trade_no: Mapped[str | None] = mapped_column(String(64))
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
