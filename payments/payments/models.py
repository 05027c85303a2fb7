"""Money in and money back: the facts that were received. No state is stored; states.state_of derives it."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, Index, String, case, text
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Base, Id, Json, Money, Tenant, UtcDateTime, found_by, same_restaurant, unique


def uncounted(table: str, fact: str) -> Index:
    """What no count of the till has counted yet: few rows of very many."""
    rule = text("till_id IS NULL")
    return Index(f"ix_{table}_till", "restaurant_id", fact, postgresql_where=rule, sqlite_where=rule)


def by_day(table: str, fact: str) -> Index:
    """What came, or went back, in some days."""
    rule = text(f"{fact} IS NOT NULL")
    return Index(f"ix_{table}_{fact}", "restaurant_id", fact, postgresql_where=rule, sqlite_where=rule)


class Payment(Tenant, Base):
    """`order_ids` are those that the payer named, if any; `covers` those that its money made paid.

    `refund_held` is what refunds under way have reserved; `refunded_total` what is back; `told_refunded` what the
    partner says is back in all; `owed_again` the part of it that the bill owes once more. `payer_key` stands for the
    wallet's user, `buyer_paid` is that user's own part of the money where the wallet tells. `tip` is the part of
    `amount` that is none of the bill's. `split`: how the bill was shared when it was paid, `{mode, parts, shares,
    lines, orders, guests}`. `remark` says why staff look: after_close, too_much.
    `till_id` is the till's count that has counted it.
    """

    __tablename__ = "payments"
    __table_args__ = (
        same_restaurant("bills", "visit_id"),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("tip >= 0 AND tip < amount", name="tip"),
        CheckConstraint("refund_held >= 0", name="refund_held"),
        found_by("visit_id"),
        CheckConstraint("refunded_total >= 0 AND refunded_total <= amount", name="refunded_total"),
        Index(
            "ix_payments_remark",
            "restaurant_id",
            "paid_at",
            postgresql_where=text("remark IS NOT NULL"),
            sqlite_where=text("remark IS NOT NULL"),
        ),
        uncounted("payments", "paid_at"),
        by_day("payments", "paid_at"),
    )
    visit_id: Mapped[str] = mapped_column(Id)
    wallet: Mapped[str] = mapped_column(String(12))
    channel: Mapped[str] = mapped_column(String(20))
    opens_in: Mapped[str] = mapped_column(String(20))
    amount: Mapped[int] = mapped_column(Money)
    tip: Mapped[int] = mapped_column(Money, default=0)
    split: Mapped[dict | None] = mapped_column(Json)
    order_ids: Mapped[list] = mapped_column(Json)
    covers: Mapped[list] = mapped_column(Json)
    opened_by: Mapped[str] = mapped_column(String(60))
    opened_by_name: Mapped[str] = mapped_column(String(60))
    opened_by_mark: Mapped[str] = mapped_column(String(12))
    return_path: Mapped[str] = mapped_column(String(120))
    partner_ref: Mapped[str | None] = mapped_column(String(64))
    payer_key: Mapped[str | None] = mapped_column(String(64))
    buyer_paid: Mapped[int | None] = mapped_column(Money)
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    paid_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    told_refunded: Mapped[int] = mapped_column(Money)
    refund_held: Mapped[int] = mapped_column(Money)
    refunded_total: Mapped[int] = mapped_column(Money)
    owed_again: Mapped[int] = mapped_column(Money)
    method: Mapped[str | None] = mapped_column(String(20))
    tendered: Mapped[int | None] = mapped_column(Money)
    confirmed_by: Mapped[str | None] = mapped_column(String(60))
    remark: Mapped[str | None] = mapped_column(String(20))
    till_id: Mapped[str | None] = mapped_column(Id)


# Of money that came: the bill's part, without the tip; what went back went back of it first.
BILLS_PART = Payment.amount - Payment.tip
BILLS_PART_BACK = case((Payment.refunded_total < BILLS_PART, Payment.refunded_total), else_=BILLS_PART)


class Refund(Tenant, Base):
    """`id` is the request number, one for ever. `due_again`: the bill owes the amount once more.

    `lines` says for what it goes back, if it was asked so: `[{line_id, names, quantity, amount}]`.
    """

    __tablename__ = "refunds"
    __table_args__ = (
        same_restaurant("payments", "payment_id"),
        found_by("payment_id"),
        uncounted("refunds", "done_at"),
        by_day("refunds", "done_at"),
        CheckConstraint("amount > 0", name="amount"),
    )
    payment_id: Mapped[str] = mapped_column(Id)
    amount: Mapped[int] = mapped_column(Money)
    reason: Mapped[str] = mapped_column(String(140))
    by: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_again: Mapped[bool] = mapped_column(Boolean)
    lines: Mapped[list | None] = mapped_column(Json)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failure: Mapped[str | None] = mapped_column(String(200))
    till_id: Mapped[str | None] = mapped_column(Id)


class WalletNotice(Tenant, Base):
    """The inbox: every genuine notification once. `what` is the facts it told; a resend tells the same."""

    __tablename__ = "wallet_notices"
    __table_args__ = (unique("wallet", "notice_id", "what"),)
    wallet: Mapped[str] = mapped_column(String(12))
    notice_id: Mapped[str] = mapped_column(String(80))
    what: Mapped[str] = mapped_column(String(60))
    payment_id: Mapped[str] = mapped_column(String(80), index=True)
    raw_sha256: Mapped[str] = mapped_column(String(64))
    outcome: Mapped[str] = mapped_column(String(12))
    problem: Mapped[str] = mapped_column(String(140))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
