"""The books of a provider in a programme: rows that are only ever added, and the sums that follow them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, unique

OURS = ("accrual", "adjustment", "reversal")
IMPORTED = ("advertising", "fee_spread", "operation_fee")


class ProviderBooks(Base):
    """The row that is locked while the books of one provider in one programme are written: by one at a time.

    `changes` grows with every writing, so that a reader knows cheaply whether anything is new.
    """

    __tablename__ = "provider_books"
    provider_id: Mapped[str] = mapped_column(Id, primary_key=True)
    programme: Mapped[str] = mapped_column(String(40), primary_key=True)
    changes: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LedgerHead(Base):
    """How many rows a month of these books has, and the hash that each row carries on from the one before."""

    __tablename__ = "ledger_heads"
    provider_id: Mapped[str] = mapped_column(Id, primary_key=True)
    programme: Mapped[str] = mapped_column(String(40), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    rows: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))


class MerchantMonth(Base):
    """What a merchant entity's trades of a month earned, before and after caps; `merchant` "" is the whole provider."""

    __tablename__ = "merchant_months"
    provider_id: Mapped[str] = mapped_column(Id, primary_key=True)
    programme: Mapped[str] = mapped_column(String(40), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    merchant: Mapped[str] = mapped_column(String(36), primary_key=True)
    earned: Mapped[int] = mapped_column(Money)
    capped: Mapped[int] = mapped_column(Money)
    booked: Mapped[int] = mapped_column(Money)


class LedgerRow(Tenant, Base):
    """Append-only. `subject` is what it is for (`payment:…`, `store:…`, `code:…`, `import:…`), `source` the one thing
    that it follows from, `rules` the version by its first day.

    `day` is the trade's day in the programme, `trade_month` its month, `month` the one in which the row is posted:
    they differ where the trade's own was frozen. `position` counts 1, 2, 3 … in each provider's, programme's month.
    """

    __tablename__ = "ledger_rows"
    __table_args__ = (
        unique("source"),
        CheckConstraint(f"kind IN ({', '.join(map(repr, OURS + IMPORTED))})", name="kind"),
        Index("ix_ledger_rows_restaurant_id_subject", "restaurant_id", "subject"),
        Index("ix_ledger_rows_provider_id_month", "provider_id", "month", "id"),
    )
    provider_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int] = mapped_column(Money)
    month: Mapped[str] = mapped_column(String(7))
    trade_month: Mapped[str] = mapped_column(String(7))
    position: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(String(160))
    reverses_id: Mapped[str | None] = mapped_column(Id)
    day: Mapped[str | None] = mapped_column(String(10))
    rules: Mapped[str | None] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class MonthCount(Tenant, Base):
    """Roll-up: how many trades of the month stand at each reason, their first; "" is those that count."""

    __tablename__ = "month_counts"
    __table_args__ = (
        unique("provider_id", "programme", "month", "reason"),
        Index("ix_month_counts_provider_id_month", "provider_id", "month"),
    )
    provider_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    reason: Mapped[str] = mapped_column(String(40))
    orders: Mapped[int] = mapped_column(Integer)


class MonthSum(Tenant, Base):
    """Roll-up: what the ledger rows posted in the month add up to, kind by kind."""

    __tablename__ = "month_sums"
    __table_args__ = (
        unique("provider_id", "programme", "month", "kind"),
        Index("ix_month_sums_provider_id_month", "provider_id", "month"),
    )
    provider_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    month: Mapped[str] = mapped_column(String(7))
    kind: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int] = mapped_column(Money)


class Milestone(Tenant, Base):
    """How far a store or a table code is, and what the ledger holds for it. `reward` is the reward's code."""

    __tablename__ = "milestones"
    __table_args__ = (unique("provider_id", "programme", "reward", "subject"),)
    provider_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    reward: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120))
    progress: Mapped[dict] = mapped_column(Json)
    booked: Mapped[int] = mapped_column(Money)
    ledger_id: Mapped[str | None] = mapped_column(Id)
    revision: Mapped[int] = mapped_column(Integer)


class Statement(Base):
    """A frozen month of a provider, over all its programmes. `summary` is as it stood: names and counts move on."""

    __tablename__ = "statements"
    __table_args__ = (UniqueConstraint("provider_id", "month"), UniqueConstraint("provider_id", "number"))
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    provider_id: Mapped[str] = mapped_column(Id)
    month: Mapped[str] = mapped_column(String(7))
    number: Mapped[str] = mapped_column(String(40))
    frozen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    frozen_by: Mapped[str] = mapped_column(String(60))
    provider: Mapped[str] = mapped_column(String(60))
    summary: Mapped[list] = mapped_column(Json)
    totals: Mapped[dict] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64))
