"""What was judged: a trade's present standing in a programme, and every verdict there ever was on it."""

from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, unique

IN_TIME = ("day", "paid_at", "trade_no")
AS_PYTHON_SORTS = String(64).with_variant(String(64, collation="C"), "postgresql")


def edge(name: str, columns: tuple[str, ...], rule: str) -> Index:
    """A month's trades in time order, only those on one side of a cap's edge: whoever walks from it reads few rows."""
    found = text(rule)
    return Index(f"ix_judged_trades_{name}", *columns, *IN_TIME, postgresql_where=found, sqlite_where=found)


PAIR = ("provider_id", "programme")


class JudgedTrade(Tenant, Base):
    """One row for each payment and programme: how it stands now. It follows from the verdicts and can be made anew.

    `merchant` is the entity, or the restaurant where it has none; `payer` a hash. `own_reasons` are what the trade
    fails by itself, `reasons` with what others do to it, `reason` the first of them or "". `earned` is the reward
    before caps, `capped` what the merchant's cap leaves of it, `booked` what the provider's leaves and the ledger
    holds; `ledger_id` is its last row.
    """

    __tablename__ = "judged_trades"
    __table_args__ = (
        unique("payment_id", "programme"),
        Index("ix_judged_trades_place", "payer", *PAIR, "merchant", "day"),
        edge("entity_kept", (*PAIR, "month", "merchant"), "capped > 0"),
        edge("entity_short", (*PAIR, "month", "merchant"), "capped < earned"),
        edge("provider_kept", (*PAIR, "month"), "booked > 0"),
        edge("provider_short", (*PAIR, "month"), "booked < capped"),
        edge("at_code", ("restaurant_id", "table_code", *PAIR), "table_code IS NOT NULL"),
        Index("ix_judged_trades_reason", "restaurant_id", "programme", "month", "reason"),
    )
    payment_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    provider_id: Mapped[str] = mapped_column(Id)
    merchant: Mapped[str] = mapped_column(Id)
    payer: Mapped[str | None] = mapped_column(String(64))
    day: Mapped[str] = mapped_column(String(10))
    month: Mapped[str] = mapped_column(String(7))
    paid_at: Mapped[datetime] = mapped_column(UtcDateTime)
    trade_no: Mapped[str] = mapped_column(AS_PYTHON_SORTS)
    table_code: Mapped[str | None] = mapped_column(String(64))
    rules: Mapped[str] = mapped_column(String(10))
    facts: Mapped[dict] = mapped_column(Json)
    own_reasons: Mapped[list] = mapped_column(Json)
    reasons: Mapped[list] = mapped_column(Json)
    reason: Mapped[str] = mapped_column(String(40))
    earned: Mapped[int] = mapped_column(Money)
    capped: Mapped[int] = mapped_column(Money)
    booked: Mapped[int] = mapped_column(Money)
    ledger_id: Mapped[str | None] = mapped_column(Id)
    revision: Mapped[int] = mapped_column(Integer)
    judged_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Verdict(Tenant, Base):
    """One more row whenever the standing changes; the highest revision is the one that holds. `cause`: why anew."""

    __tablename__ = "verdicts"
    __table_args__ = (unique("payment_id", "programme", "revision"),)
    payment_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    provider_id: Mapped[str] = mapped_column(Id)
    revision: Mapped[int] = mapped_column(Integer)
    month: Mapped[str] = mapped_column(String(7))
    counted: Mapped[bool] = mapped_column(Boolean)
    reasons: Mapped[list] = mapped_column(Json)
    facts: Mapped[dict] = mapped_column(Json)
    earned: Mapped[int | None] = mapped_column(Money)
    booked: Mapped[int | None] = mapped_column(Money)
    cause: Mapped[str | None] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
