"""An index of tickets by when they were fired; what a screen drew last, by station"""

import sqlalchemy as sa
from alembic import op

from core.db import Json

revision = "c81e6f2a09d7"
down_revision = "5c9e20b7d4a1"
branch_labels = None
depends_on = None

FIRED = sa.text("NOT held")


def upgrade() -> None:
    op.create_index(
        "ix_tickets_fired", "tickets", ["restaurant_id", "fired_at"], sqlite_where=FIRED, postgresql_where=FIRED
    )
    # What stood there was never written: always 0.
    op.drop_column("screens", "drawn")
    op.add_column("screens", sa.Column("drawn", Json, nullable=False, server_default=sa.text("'{}'")))
    with op.batch_alter_table("screens") as batch_op:
        batch_op.alter_column("drawn", existing_type=Json, existing_nullable=False, server_default=None)


def downgrade() -> None:
    op.drop_column("screens", "drawn")
    op.add_column("screens", sa.Column("drawn", sa.Integer(), nullable=False, server_default=sa.text("0")))
    with op.batch_alter_table("screens") as batch_op:
        batch_op.alter_column("drawn", existing_type=sa.Integer(), existing_nullable=False, server_default=None)
    op.drop_index("ix_tickets_fired", "tickets")
