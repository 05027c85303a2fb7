"""Who brought whom, what was judged, and the books. Verdicts and ledger rows are only ever added."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, unique


class Provider(Base):
    __tablename__ = "providers"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))


class Enrolment(Tenant, Base):
    """A restaurant in a programme, by a provider."""

    __tablename__ = "enrolments"
    __table_args__ = (unique("programme"),)
    provider_id: Mapped[str] = mapped_column(Id, index=True)
    programme: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class Verdict(Tenant, Base):
    """One more row whenever a fact changes; the highest revision is the one that holds."""

    __tablename__ = "verdicts"
    __table_args__ = (unique("payment_id", "programme", "revision"),)
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
    """Append-only. `source` names the verdict revision it follows from."""

    __tablename__ = "ledger_rows"
    __table_args__ = (unique("source"), CheckConstraint("kind IN ('accrual', 'adjustment', 'reversal')", name="kind"))
    provider_id: Mapped[str] = mapped_column(Id, index=True)
    programme: Mapped[str] = mapped_column(String(40))
    payment_id: Mapped[str] = mapped_column(Id)
    kind: Mapped[str] = mapped_column(String(12))
    amount: Mapped[int] = mapped_column(Money)
    month: Mapped[str] = mapped_column(String(7))
    source: Mapped[str] = mapped_column(String(120))
    reverses_id: Mapped[str | None] = mapped_column(Id)
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
