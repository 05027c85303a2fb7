"""Receipts on slip printers, refunds that a waiter asks for, tips as the owner wants them"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, Money, UtcDateTime

revision = "d2f70a4e91c3"
down_revision = "e91c4b7a20d6"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
ALONE, OPEN = sa.text("ticket_id IS NULL"), sa.text("decided_at IS NULL")
# Of slips without a ticket that were asked for more than once under one request, the first stays.
TWINS = """
    DELETE FROM slips WHERE ticket_id IS NULL AND EXISTS (
        SELECT 1 FROM slips AS other WHERE other.restaurant_id = slips.restaurant_id AND other.ticket_id IS NULL
        AND other.printer_id = slips.printer_id AND other.cause = slips.cause AND other.id < slips.id
    )
"""


def upgrade() -> None:
    op.add_column("restaurants", sa.Column("tips", Json, nullable=True))
    op.add_column("printers", sa.Column("receipts", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("printers") as batch_op:
        batch_op.alter_column("receipts", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    op.execute(TWINS)
    op.create_index(
        "ux_slips_alone",
        "slips",
        ["restaurant_id", "printer_id", "cause"],
        unique=True,
        postgresql_where=ALONE,
        sqlite_where=ALONE,
    )
    op.create_table(
        "refund_requests",
        sa.Column("restaurant_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("payment_id", ID, nullable=False),
        sa.Column("amount", Money, nullable=True),
        sa.Column("lines", Json, nullable=True),
        sa.Column("reason", sa.String(length=140), nullable=False),
        sa.Column("due", sa.String(length=8), nullable=False),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.String(length=60), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("note", sa.String(length=140), nullable=True),
        sa.Column("refund_id", ID, nullable=True),
        sa.CheckConstraint("due IN ('settled', 'again')", name=op.f("ck_refund_requests_due")),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "payment_id"],
            ["payments.restaurant_id", "payments.id"],
            name=op.f("fk_refund_requests_restaurant_id_payment_id"),
        ),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_refund_requests")),
    )
    op.create_index("ix_refund_requests_restaurant_id_payment_id", "refund_requests", ["restaurant_id", "payment_id"])
    op.create_index(
        "ix_refund_requests_open", "refund_requests", ["restaurant_id"], postgresql_where=OPEN, sqlite_where=OPEN
    )


def downgrade() -> None:
    op.drop_table("refund_requests")
    op.drop_index("ux_slips_alone", table_name="slips")
    with op.batch_alter_table("printers") as batch_op:
        batch_op.drop_column("receipts")
    with op.batch_alter_table("restaurants") as batch_op:
        batch_op.drop_column("tips")
