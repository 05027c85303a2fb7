"""What is done and waits to be carried; dishes that staff had served are served on their tickets too"""

import sqlalchemy as sa
from alembic import op

revision = "c7e2a91d5f08"
down_revision = "c81d52e7a9f4"
branch_labels = None
depends_on = None

ON_PASS = sa.text("serve_waits")
SERVED = """
UPDATE ticket_lines SET status = 'served' WHERE status = 'ready' AND EXISTS (
    SELECT 1 FROM order_lines WHERE order_lines.restaurant_id = ticket_lines.restaurant_id
    AND order_lines.id = ticket_lines.order_line_id AND order_lines.status = 'served')"""


def upgrade() -> None:
    op.add_column("tickets", sa.Column("serve_waits", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("tickets") as batch_op:
        batch_op.alter_column("serve_waits", existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    op.create_index(
        "ix_tickets_pass", "tickets", ["restaurant_id", "station_id"], sqlite_where=ON_PASS, postgresql_where=ON_PASS
    )
    op.execute(SERVED)


def downgrade() -> None:
    op.execute("UPDATE ticket_lines SET status = 'ready' WHERE status = 'served'")
    op.drop_index("ix_tickets_pass", "tickets")
    op.drop_column("tickets", "serve_waits")
