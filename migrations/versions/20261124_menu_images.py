"""menu images: dishes' photos as rows"""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "5b1d0c6e9a21"
down_revision = "2c3036d6621c"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "menu_images",
        sa.Column("large", sa.LargeBinary(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("restaurant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_menu_images")),
    )


def downgrade() -> None:
    op.drop_table("menu_images")
