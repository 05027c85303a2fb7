"""Who brought whom, what was judged, and the books. Verdicts and ledger rows are only ever added."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, unique


class Provider(Base):
    __tablename__ = "providers"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))


class Enrolment(Tenant, Base):
    """A restaurant in a programme, by a provider. Asked by the provider, made active by the restaurant's owner.

    `active_programme` is the programme while the enrolment is active, then NULL: its uniqueness gives a restaurant one
    provider a programme, and lets nobody keep the place by merely asking. `evidence`: requirement → `{state, at}`.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        unique("provider_id", "programme"),
        unique("active_programme"),
        CheckConstraint("state IN ('asked', 'active', 'declined')", name="state"),
    )
    provider_id: Mapped[str] = mapped_column(Id, index=True)
    programme: Mapped[str] = mapped_column(String(40))
    active_programme: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[dict] = mapped_column(Json)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    since: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Verdict(Tenant, Base):
    """One more row whenever a fact changes; the highest revision is the one that holds."""

    __tablename__ = "verdicts"
    __table_args__ = (
        unique("payment_id", "programme", "revision"),
        Index("ix_verdicts_restaurant_id_programme_month", "restaurant_id", "programme", "month"),
    )
    payment_id: Mapped[str] = mapped_column(Id)
    programme: Mapped[str] = mapped_column(String(40))
    provider_id: Mapped[str] = mapped_column(Id, index=True)
    revision: Mapped[int] = mapped_column(Integer)
    month: Mapped[str] = mapped_column(String(7))
    counted: Mapped[bool] = mapped_column(Boolean)
    reasons: Mapped[list] = mapped_column(Json)
    facts: Mapped[dict] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class LedgerRow(Tenant, Base):
    """Append-only. `source` names the verdict revision it follows from, `rules` the version by its first day.

    `day` is the trade's business day.
    """

    __tablename__ = "ledger_rows"
    __table_args__ = (
        unique("source"),
        CheckConstraint("kind IN ('accrual', 'adjustment', 'reversal')", name="kind"),
        Index("ix_ledger_rows_restaurant_id_payment_id", "restaurant_id", "payment_id"),
    )
    provider_id: Mapped[str] = mapped_column(Id, index=True)
    programme: Mapped[str] = mapped_column(String(40))
    payment_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(12))
    amount: Mapped[int] = mapped_column(Money)
    month: Mapped[str] = mapped_column(String(7))
    source: Mapped[str] = mapped_column(String(120))
    reverses_id: Mapped[str | None] = mapped_column(Id)
    day: Mapped[str | None] = mapped_column(String(10))
    rules: Mapped[str | None] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


APPEND_ONLY = ("verdicts", "ledger_rows")


def guards(table: str, dialect: str) -> list[str]:
    """Statements after which the database itself refuses UPDATE and DELETE."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$",
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
    ]
