"""Alipay: trades as sent, look-up, refunds, users, authorisations, order syncs; days held against the wallet's bill"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, Money, UtcDateTime

revision = "c81d52e7a9f4"
down_revision = "a4d17f3c8b52"
branch_labels = None
depends_on = None

ID = sa.String(length=36)


def upgrade() -> None:
    op.add_column("payments", sa.Column("payer_key", sa.String(length=64), nullable=True))
    op.create_table(
        "trade_lookups",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("restaurant_id", ID, nullable=False),
        sa.Column("payment_id", ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trade_lookups")),
    )
    _tenant(
        "alipay_trades",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("request", Json, nullable=False),
        sa.Column("app_id", sa.String(length=32), nullable=False),
        sa.Column("auth_app_id", sa.String(length=32), nullable=True),
        sa.Column("seller_id", sa.String(length=32), nullable=False),
        sa.Column("trade_no", sa.String(length=64), nullable=True),
        sa.Column("client", Json, nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("cancelled_at", UtcDateTime(), nullable=True),
    )
    _tenant(
        "alipay_refunds",
        sa.Column("payment_id", ID, nullable=False),
        sa.Column("request", Json, nullable=False),
        sa.Column("answer", Json, nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
    )
    _tenant(
        "alipay_users",
        sa.Column("user_id", sa.String(length=64), nullable=True),
        sa.Column("open_id", sa.String(length=128), nullable=True),
        sa.Column("user_key", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    _tenant(
        "alipay_authorisations",
        sa.Column("token", sa.String(length=800), nullable=False),
        sa.Column("refresh_token", sa.String(length=800), nullable=False),
        sa.Column("auth_app_id", sa.String(length=32), nullable=False),
        sa.Column("seller_id", sa.String(length=32), nullable=False),
        sa.Column("authorised_by", sa.String(length=60), nullable=False),
        sa.Column("authorised_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
    )
    _tenant(
        "alipay_order_syncs",
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("request", Json, nullable=True),
        sa.Column("record_id", sa.String(length=64), nullable=True),
        sa.Column("code", sa.String(length=60), nullable=True),
        sa.Column("problem", sa.String(length=200), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
    )
    _tenant(
        "reconciliations",
        sa.Column("wallet", sa.String(length=12), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("ours", sa.Integer(), nullable=False),
        sa.Column("theirs", sa.Integer(), nullable=False),
        sa.Column("ours_total", Money, nullable=False),
        sa.Column("theirs_total", Money, nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('planned', 'done')", name=op.f("ck_reconciliations_state")),
        sa.UniqueConstraint("restaurant_id", "wallet", "day", name=op.f("uq_reconciliations_restaurant_id_wallet_day")),
    )
    _tenant(
        "differences",
        sa.Column("wallet", sa.String(length=12), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("partner_ref", sa.String(length=64), nullable=True),
        sa.Column("payment_id", ID, nullable=True),
        sa.Column("ours", Money, nullable=True),
        sa.Column("theirs", Money, nullable=True),
        sa.Column("paid_at", UtcDateTime(), nullable=True),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.Column("giving_back", UtcDateTime(), nullable=True),
        sa.Column("settled_how", sa.String(length=12), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by", sa.String(length=60), nullable=True),
        sa.Column("note", sa.String(length=140), nullable=True),
        sa.CheckConstraint("kind IN ('ours_only', 'theirs_only', 'amount', 'refund')", name=op.f("ck_differences_kind")),
        sa.UniqueConstraint(
            "restaurant_id", "wallet", "day", "kind", "number", name=op.f("uq_differences_restaurant_id_wallet_day_kind_number")
        ),
    )


def downgrade() -> None:
    for name in (
        *("differences", "reconciliations", "alipay_order_syncs", "alipay_authorisations", "alipay_users"),
        *("alipay_refunds", "alipay_trades", "trade_lookups"),
    ):
        op.drop_table(name)
    with op.batch_alter_table("payments") as batch_op:
        batch_op.drop_column("payer_key")


def _tenant(name, *columns) -> None:
    op.create_table(
        name,
        sa.Column("restaurant_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f(f"pk_{name}")),
    )
