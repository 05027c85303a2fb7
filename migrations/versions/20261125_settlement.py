"""Imports of the platform's figures as rows; a file once a column; disputes name the difference that they are about"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, Money, UtcDateTime
from rebates.books.guards import append_only, editable

revision = "5d0f83c2e61b"
down_revision = "0b7d3e52c9f1"
branch_labels = None
depends_on = None

ID = sa.String(length=36)
OLD, NEW = ["provider_id", "file_sha256", "line"], ["provider_id", "column", "file_sha256", "line"]
SAID = {"key": sa.String(length=160), "column": sa.String(length=10), "ours": Money, "theirs": Money}


def upgrade() -> None:
    op.create_table(
        "platform_imports",
        sa.Column("id", ID, nullable=False),
        sa.Column("provider_id", ID, nullable=False),
        sa.Column("column", sa.String(length=10), nullable=False),
        sa.Column("programme", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("kept", "known", "refused")),
        sa.Column("amount", Money, nullable=False),
        sa.Column("months", Json, nullable=False),
        sa.Column("by", sa.String(length=60), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("\"column\" IN ('confirmed', 'paid', 'ours')", name=op.f("ck_platform_imports_column")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_imports")),
    )
    op.create_index("ix_platform_imports_provider_id", "platform_imports", ["provider_id", "id"])
    op.create_index("ix_platform_figures_provider_id_trade_no", "platform_figures", ["provider_id", "trade_no"])
    _once(OLD, NEW)
    for name, kind in SAID.items():
        op.add_column("disputes", sa.Column(name, kind, nullable=True))
    op.execute("UPDATE disputes SET key = 'trade:rebate:' || COALESCE(trade_no, ''), \"column\" = 'confirmed', ours = 0, theirs = 0")
    with op.batch_alter_table("disputes") as batch:
        for name, kind in SAID.items():
            batch.alter_column(name, existing_type=kind, nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("disputes") as batch:
        for name in SAID:
            batch.drop_column(name)
    _once(NEW, OLD)
    op.drop_index("ix_platform_figures_provider_id_trade_no", table_name="platform_figures")
    op.drop_index("ix_platform_imports_provider_id", table_name="platform_imports")
    op.drop_table("platform_imports")


def _once(before, after):
    """What makes a line of a file once; SQLite writes the table anew for it, so its guards are put back after."""
    dialect = op.get_bind().dialect.name
    for statement in editable("platform_figures", dialect):
        op.execute(statement)
    with op.batch_alter_table("platform_figures") as batch:
        batch.drop_constraint(f"uq_platform_figures_{'_'.join(before)}", type_="unique")
        batch.create_unique_constraint(f"uq_platform_figures_{'_'.join(after)}", after)
    for statement in append_only("platform_figures", dialect):
        op.execute(statement)
