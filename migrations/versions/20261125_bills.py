"""Shared bills and tips, discounts, tax and rounding down"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, Money

revision = "d4f8a1c06b37"
down_revision = "c81e6f2a09d7"
branch_labels = None
depends_on = None

FIRM = {  # NOT NULL in two steps: first with what older rows are to hold, then firm
    "payments": ("tip", Money, sa.text("0")),
    "bills": ("round_down", sa.String(length=8), sa.text("'off'")),
    "restaurants": ("round_down", sa.String(length=8), sa.text("'off'")),
}
FREE = (
    ("payments", "split", Json),
    ("restaurants", "tax", Json),
    ("bill_rows", "line_id", sa.String(length=36)),
    ("bill_rows", "rate", sa.String(length=10)),
    ("bill_rows", "by", sa.String(length=60)),
)
CHECKS = {
    "payments": ("tip", "tip >= 0 AND tip < amount"),
    "restaurants": ("round_down", "round_down IN ('off', 'tenth', 'whole')"),
}
ORDER_ID = {"existing_type": sa.String(length=36)}


def upgrade() -> None:
    for table, (name, kind, present) in FIRM.items():
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=present))
    for table, name, kind in FREE:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    for table, (name, kind, _) in FIRM.items():
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
            if table in CHECKS:
                check, condition = CHECKS[table]
                batch_op.create_check_constraint(op.f(f"ck_{table}_{check}"), condition)
    with op.batch_alter_table("bill_rows") as batch_op:
        batch_op.alter_column("order_id", nullable=True, **ORDER_ID)


def downgrade() -> None:
    """What was taken off a whole bill belongs to no order; the older release cannot keep it."""
    op.execute("DELETE FROM bill_rows WHERE order_id IS NULL")
    with op.batch_alter_table("bill_rows") as batch_op:
        batch_op.alter_column("order_id", nullable=False, **ORDER_ID)
    for table, (check, _) in CHECKS.items():
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(op.f(f"ck_{table}_{check}"), type_="check")
    for table, name, _ in FREE:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(name)
    for table, (name, *_) in FIRM.items():
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(name)
