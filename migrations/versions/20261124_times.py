"""When each line was begun and first ready, and how often it came back"""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "e4b1907c52d8"
down_revision = "c3a96be1d072"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket_lines", sa.Column("started_at", UtcDateTime(), nullable=True))
    op.add_column("ticket_lines", sa.Column("ready_at", UtcDateTime(), nullable=True))
    # The default stays: dropping it would make SQLite copy every line that was ever cooked.
    op.add_column("ticket_lines", sa.Column("recalls", sa.Integer(), nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    for name in ("recalls", "ready_at", "started_at"):
        op.drop_column("ticket_lines", name)
