"""Calls that nobody has answered, found without walking through all that ever were"""

import sqlalchemy as sa
from alembic import op

revision = "c58d1e90b7a3"
down_revision = "5d0f83c2e61b"
branch_labels = None
depends_on = None

OPEN = sa.text("answered_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_calls_open", "calls", ["restaurant_id"], sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index("ix_calls_open", table_name="calls", sqlite_where=OPEN, postgresql_where=OPEN)
