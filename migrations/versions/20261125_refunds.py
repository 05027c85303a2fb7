"""Refunds by line; when a person gave the password again"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, UtcDateTime

revision = "f1b6d83a2c95"
down_revision = "d4f8a1c06b37"
branch_labels = None
depends_on = None

COLUMNS = (("refunds", "lines", Json), ("login_sessions", "confirmed_at", UtcDateTime()), ("api_tokens", "confirmed_at", UtcDateTime()))


def upgrade() -> None:
    for table, name, kind in COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for table, name, _ in COLUMNS:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(name)
