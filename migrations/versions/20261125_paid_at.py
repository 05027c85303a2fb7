"""Money found by its day; what is old is forgotten by housekeeping, not by an errand"""

import sqlalchemy as sa
from alembic import op

revision = "0b6e7d31f5a8"
down_revision = "c58d1e90b7a3"
branch_labels = None
depends_on = None

FACTS = {"payments": "paid_at", "refunds": "done_at"}


def upgrade() -> None:
    for table, fact in FACTS.items():
        rule = sa.text(f"{fact} IS NOT NULL")
        op.create_index(f"ix_{table}_{fact}", table, ["restaurant_id", fact], postgresql_where=rule, sqlite_where=rule)
    op.execute("DELETE FROM errands WHERE kind = 'fapiao.forget'")


def downgrade() -> None:
    for table, fact in FACTS.items():
        op.drop_index(f"ix_{table}_{fact}", table_name=table)
