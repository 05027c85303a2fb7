"""Stations that put together and serve; the language of a station's tickets"""

import sqlalchemy as sa
from alembic import op

revision = "a3d60f9b1c52"
down_revision = "91f4c07b2ae6"
branch_labels = None
depends_on = None

COLUMNS = (("kind", sa.String(length=8), "cooking"), ("language", sa.String(length=4), "zh"))
CHECKS = (("kind", "kind IN ('cooking', 'expo', 'floor')"), ("language", "language IN ('zh', 'en', 'both')"))


def upgrade() -> None:
    for name, kind, present in COLUMNS:
        op.add_column("stations", sa.Column(name, kind, nullable=False, server_default=present))
    with op.batch_alter_table("stations") as batch_op:
        for name, kind, _ in COLUMNS:
            batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
        for name, rule in CHECKS:
            batch_op.create_check_constraint(name, rule)


def downgrade() -> None:
    with op.batch_alter_table("stations") as batch_op:
        for name, _ in CHECKS:
            batch_op.drop_constraint(name, type_="check")
    with op.batch_alter_table("stations") as batch_op:
        for name, *_ in COLUMNS:
            batch_op.drop_column(name)
