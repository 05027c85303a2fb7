"""Tickets that tell of changes, undo and hurry; tokens that renew"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, UtcDateTime

revision = "5b7e21c94d10"
down_revision = "2d9c5e7a41b3"
branch_labels = None
depends_on = None

FALSE, LIST, DICT = sa.false(), sa.text("'[]'"), sa.text("'{}'")
FIRM = {  # NOT NULL in two steps: first with what older rows are to hold, then firm
    "tickets": (
        ("rushed", sa.Boolean(), FALSE),
        ("void_waits", sa.Boolean(), FALSE),
        ("calls", Json, LIST),
        ("seq", sa.Integer(), sa.text("1")),
    ),
    "ticket_lines": (("cleared", sa.Boolean(), FALSE),),
    "acts": (("do", sa.String(length=10), sa.text("'bump'")), ("before", Json, DICT), ("after", Json, DICT)),
}


def upgrade() -> None:
    for table, columns in FIRM.items():
        for name, kind, present in columns:
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=present))
        with op.batch_alter_table(table) as batch_op:
            for name, kind, _ in columns:
                batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
    op.add_column("screens", sa.Column("old_token_hash", sa.String(length=64), nullable=True))
    op.add_column("screens", sa.Column("old_token_until", UtcDateTime(), nullable=True))
    with op.batch_alter_table("screens") as batch_op:
        batch_op.create_unique_constraint(
            "uq_screens_restaurant_id_old_token_hash", ["restaurant_id", "old_token_hash"]
        )
    op.add_column("calls", sa.Column("reply_minutes", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("calls", "reply_minutes")
    with op.batch_alter_table("screens") as batch_op:
        batch_op.drop_constraint("uq_screens_restaurant_id_old_token_hash", type_="unique")
    for name in ("old_token_until", "old_token_hash"):
        op.drop_column("screens", name)
    for table, columns in FIRM.items():
        for name, *_ in columns:
            op.drop_column(table, name)
