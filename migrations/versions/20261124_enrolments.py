"""Enrolments that a provider asks for and an owner accepts; ledger rows with their day and their rules"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, UtcDateTime

revision = "7a41d0c8e6f2"
down_revision = "5b1d0c6e9a21"
branch_labels = None
depends_on = None

OLD = "uq_enrolments_restaurant_id_programme"
NEW = ("uq_enrolments_restaurant_id_provider_id_programme", "uq_enrolments_restaurant_id_active_programme")


def upgrade() -> None:
    with op.batch_alter_table("enrolments") as batch:
        batch.add_column(sa.Column("active_programme", sa.String(length=40), nullable=True))
        batch.add_column(sa.Column("evidence", Json, nullable=False, server_default="{}"))
        batch.add_column(sa.Column("asked_at", UtcDateTime(), nullable=True))
        batch.alter_column("since", existing_type=UtcDateTime(), nullable=True)
    op.execute("UPDATE enrolments SET state = 'active', active_programme = programme, asked_at = since")
    with op.batch_alter_table("enrolments") as batch:
        batch.alter_column("evidence", server_default=None)
        batch.alter_column("asked_at", existing_type=UtcDateTime(), nullable=False)
        batch.drop_constraint(OLD, type_="unique")
        batch.create_unique_constraint(NEW[0], ["restaurant_id", "provider_id", "programme"])
        batch.create_unique_constraint(NEW[1], ["restaurant_id", "active_programme"])
        batch.create_check_constraint("state", "state IN ('asked', 'active', 'declined')")
    op.add_column("ledger_rows", sa.Column("day", sa.String(length=10), nullable=True))
    op.add_column("ledger_rows", sa.Column("rules", sa.String(length=10), nullable=True))
    op.create_index("ix_ledger_rows_restaurant_id_payment_id", "ledger_rows", ["restaurant_id", "payment_id"])
    columns = ["restaurant_id", "programme", "month"]
    op.create_index("ix_verdicts_restaurant_id_programme_month", "verdicts", columns)


def downgrade() -> None:
    op.drop_index("ix_verdicts_restaurant_id_programme_month", table_name="verdicts")
    op.drop_index("ix_ledger_rows_restaurant_id_payment_id", table_name="ledger_rows")
    op.drop_column("ledger_rows", "rules")
    op.drop_column("ledger_rows", "day")
    op.execute("DELETE FROM enrolments WHERE state <> 'active'")
    with op.batch_alter_table("enrolments") as batch:
        batch.drop_constraint("state", type_="check")
        for name in NEW:
            batch.drop_constraint(name, type_="unique")
        batch.create_unique_constraint(OLD, ["restaurant_id", "programme"])
        batch.alter_column("since", existing_type=UtcDateTime(), nullable=False)
        for column in ("asked_at", "evidence", "active_programme"):
            batch.drop_column(column)
