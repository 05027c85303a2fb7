"""When the course of an order line was sent for: a table hurries a dish from then on"""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "e83a5f10d6c4"
down_revision = "3f8a1d60c2b7"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was sent for before counts from its order, as it did."""
    with op.batch_alter_table("order_lines") as batch:
        batch.add_column(sa.Column("fired_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("order_lines") as batch:
        batch.drop_column("fired_at")
