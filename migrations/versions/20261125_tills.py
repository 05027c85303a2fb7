"""Till counts and what each has counted; fapiao requests"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, Money, UtcDateTime

revision = "b7e40c92d5a8"
down_revision = "f1b6d83a2c95"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
COUNTED = {"payments": "paid_at", "refunds": "done_at"}


def upgrade() -> None:
    """What came before there were tills was counted by hand: no count of ours begins with it."""
    op.create_table(
        "till_counts",
        sa.Column("restaurant_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opening", Money, nullable=False),
        sa.Column("left", Money, nullable=False),
        sa.Column("difference", Money, nullable=False),
        sa.Column("reason", sa.String(length=140), nullable=False),
        sa.Column("methods", Json, nullable=False),
        sa.Column("people", Json, nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=False),
        sa.Column("closed_by", sa.String(length=60), nullable=False),
        sa.Column("closed_by_name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_till_counts")),
        sa.UniqueConstraint("restaurant_id", "day", name=op.f("uq_till_counts_restaurant_id_day")),
    )
    op.create_table(
        "fapiao_requests",
        sa.Column("restaurant_id", ID, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("payment_id", ID, nullable=False),
        sa.Column("asked_by", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("tax_number", sa.String(length=20), nullable=True),
        sa.Column("email", sa.String(length=120), nullable=True),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.String(length=60), nullable=True),
        sa.Column("done_amount", Money, nullable=True),
        sa.Column("forgotten_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "payment_id"],
            ["payments.restaurant_id", "payments.id"],
            name=op.f("fk_fapiao_requests_restaurant_id_payment_id"),
        ),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_fapiao_requests")),
        sa.UniqueConstraint("restaurant_id", "payment_id", name=op.f("uq_fapiao_requests_restaurant_id_payment_id")),
    )
    for table, fact in COUNTED.items():
        op.add_column(table, sa.Column("till_id", ID, nullable=True))
        op.execute(f"UPDATE {table} SET till_id = 'before' WHERE {fact} IS NOT NULL")
        op.create_index(
            f"ix_{table}_till",
            table,
            ["restaurant_id", fact],
            postgresql_where=sa.text("till_id IS NULL"),
            sqlite_where=sa.text("till_id IS NULL"),
        )


def downgrade() -> None:
    for table in COUNTED:
        op.drop_index(f"ix_{table}_till", table_name=table)
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("till_id")
    op.drop_table("fapiao_requests")
    op.drop_table("till_counts")
