"""Which screen said that a ticket was done"""

import sqlalchemy as sa
from alembic import op

revision = "5c9e20b7d4a1"
down_revision = "c7e2a91d5f08"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("bumped_by", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("tickets") as batch_op:
        batch_op.drop_column("bumped_by")
