"""The restaurant's address and its opening; what a table's sticker says"""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "8c1f0a52be77"
down_revision = "3178ec1debb4"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("restaurants", sa.Column("address", sa.String(length=120), nullable=True))
    op.add_column("restaurants", sa.Column("phone", sa.String(length=30), nullable=True))
    op.add_column("restaurants", sa.Column("codes_printed_at", UtcDateTime(), nullable=True))
    op.add_column("restaurants", sa.Column("opening_put_off_at", UtcDateTime(), nullable=True))
    op.add_column("tables", sa.Column("printed_label", sa.String(length=20), nullable=True))


def downgrade() -> None:
    op.drop_column("tables", "printed_label")
    for name in ("opening_put_off_at", "codes_printed_at", "phone", "address"):
        op.drop_column("restaurants", name)
