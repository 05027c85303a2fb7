"""Alarms, who raises them, and what a guest was told"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, UtcDateTime

revision = "a7d35e0f91c4"
down_revision = "a3d60f9b1c52"
branch_labels = None
depends_on = None

STANDING = sa.text("cleared_at IS NULL")
OPEN = sa.text("status IN ('open', 'started')")


def upgrade() -> None:
    op.create_table(
        "leases",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_leases")),
    )
    op.create_table(
        "alarms",
        sa.Column("restaurant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("station_id", sa.String(length=36), nullable=False),
        sa.Column("station_names", Json, nullable=True),
        sa.Column("tickets", Json, nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("raised_at", UtcDateTime(), nullable=False),
        sa.Column("cleared_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("code IN ('unheard', 'no_live_screen')", name=op.f("ck_alarms_code")),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_alarms")),
    )
    op.create_index("ix_alarms_restaurant_id_raised_at", "alarms", ["restaurant_id", "raised_at"])
    op.create_index(
        "ix_alarms_standing",
        "alarms",
        ["restaurant_id", "code", "station_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_index("ix_tickets_waiting", "tickets", ["fired_at"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.add_column("orders", sa.Column("staff_told_at", UtcDateTime(), nullable=True))
    op.add_column(
        "restaurants",
        sa.Column("when_kitchen_dark", sa.String(length=4), nullable=False, server_default=sa.text("'tell'")),
    )
    with op.batch_alter_table("restaurants") as batch_op:
        batch_op.alter_column(
            "when_kitchen_dark", existing_type=sa.String(length=4), existing_nullable=False, server_default=None
        )
        batch_op.create_check_constraint(
            op.f("ck_restaurants_when_kitchen_dark"), "when_kitchen_dark IN ('tell', 'hold')"
        )


def downgrade() -> None:
    with op.batch_alter_table("restaurants") as batch_op:
        batch_op.drop_constraint(op.f("ck_restaurants_when_kitchen_dark"), type_="check")
        batch_op.drop_column("when_kitchen_dark")
    op.drop_column("orders", "staff_told_at")
    op.drop_index("ix_tickets_waiting", "tickets")
    op.drop_table("alarms")
    op.drop_table("leases")
