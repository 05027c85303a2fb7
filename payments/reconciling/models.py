"""What the wallet's own bill says, held against ours, day by day."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Money, Tenant, UtcDateTime, unique


class Reconciliation(Tenant, Base):
    """One day of one wallet. `day` is the wallet's (Alipay's is Beijing's), ISO text; the sums are money that came."""

    __tablename__ = "reconciliations"
    __table_args__ = (
        unique("wallet", "day"),
        CheckConstraint("state IN ('planned', 'done')", name="state"),
    )
    wallet: Mapped[str] = mapped_column(String(12))
    day: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    ours: Mapped[int] = mapped_column(Integer)
    theirs: Mapped[int] = mapped_column(Integer)
    ours_total: Mapped[int] = mapped_column(Money)
    theirs_total: Mapped[int] = mapped_column(Money)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Difference(Tenant, Base):
    """`kind` is its cause: ours_only, theirs_only, amount, refund. `number` is our trade number as the bill writes it.

    `ours` and `theirs` are what each side says. `settled_how`: given_back, matched or explained, by a person's tap;
    `giving_back` is set from the tap until the wallet has answered.
    """

    __tablename__ = "differences"
    __table_args__ = (
        unique("wallet", "day", "kind", "number"),
        CheckConstraint("kind IN ('ours_only', 'theirs_only', 'amount', 'refund')", name="kind"),
    )
    wallet: Mapped[str] = mapped_column(String(12))
    day: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(12))
    number: Mapped[str] = mapped_column(String(64))
    partner_ref: Mapped[str | None] = mapped_column(String(64))
    payment_id: Mapped[str | None] = mapped_column(Id)
    ours: Mapped[int | None] = mapped_column(Money)
    theirs: Mapped[int | None] = mapped_column(Money)
    paid_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    giving_back: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_how: Mapped[str | None] = mapped_column(String(12))
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str | None] = mapped_column(String(60))
    note: Mapped[str | None] = mapped_column(String(140))
