"""An index of the ticket lines that are still to be made"""

import sqlalchemy as sa
from alembic import op

revision = "c3a96be1d072"
down_revision = "5be0c27d9f14"
branch_labels = None
depends_on = None

TO_DO = sa.text("status IN ('queued', 'preparing')")


def upgrade() -> None:
    op.create_index(
        "ix_ticket_lines_to_do",
        "ticket_lines",
        ["restaurant_id", "item_id"],
        sqlite_where=TO_DO,
        postgresql_where=TO_DO,
    )


def downgrade() -> None:
    op.drop_index("ix_ticket_lines_to_do", "ticket_lines")
