"""Who looks at the confirm page; when an order line last moved"""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "2d9c5e7a41b3"
down_revision = "8c1f0a52be77"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("visits", sa.Column("confirming_guest_id", sa.String(length=36), nullable=True))
    op.add_column("visits", sa.Column("confirming_until", UtcDateTime(), nullable=True))
    op.add_column("order_lines", sa.Column("changed_at", UtcDateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("order_lines", "changed_at")
    op.drop_column("visits", "confirming_until")
    op.drop_column("visits", "confirming_guest_id")
