"""Slip printers and their queue"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, UtcDateTime

revision = "a4d17f3c8b52"
down_revision = "a7d35e0f91c4"
branch_labels = None
depends_on = None

TO_PRINT = sa.text("state IN ('waiting', 'printing')")


def _key() -> tuple:
    return (
        sa.Column("restaurant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "printers",
        *_key(),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("connection", Json, nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("encoding", sa.String(length=8), nullable=False),
        sa.Column("language", sa.String(length=4), nullable=False),
        sa.Column("policy", sa.String(length=8), nullable=False),
        sa.Column("max_age_seconds", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("cut", sa.Boolean(), nullable=False),
        sa.Column("beep", sa.Boolean(), nullable=False),
        sa.Column("hurries", sa.Boolean(), nullable=False),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("holder", sa.String(length=36), nullable=True),
        sa.Column("held_until", UtcDateTime(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=20), nullable=True),
        sa.Column("last_error_at", UtcDateTime(), nullable=True),
        sa.Column("last_printed_at", UtcDateTime(), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("width BETWEEN 58 AND 80", name=op.f("ck_printers_width")),
        sa.CheckConstraint("policy IN ('always', 'fallback', 'off')", name=op.f("ck_printers_policy")),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_printers")),
    )
    op.create_table(
        "printer_stations",
        *_key(),
        sa.Column("printer_id", sa.String(length=36), nullable=False),
        sa.Column("station_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "printer_id"],
            ["printers.restaurant_id", "printers.id"],
            name=op.f("fk_printer_stations_restaurant_id_printer_id"),
        ),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_printer_stations")),
        sa.UniqueConstraint(
            "restaurant_id", "printer_id", "station_id", name=op.f("uq_printer_stations_restaurant_id_printer_id_station_id")
        ),
    )
    op.create_index(
        op.f("ix_printer_stations_restaurant_id_station_id"), "printer_stations", ["restaurant_id", "station_id"]
    )
    op.create_table(
        "slips",
        *_key(),
        sa.Column("printer_id", sa.String(length=36), nullable=False),
        sa.Column("ticket_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("cause", sa.String(length=80), nullable=False),
        sa.Column("about", Json, nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("perhaps", sa.Boolean(), nullable=False),
        sa.Column("tried_at", UtcDateTime(), nullable=True),
        sa.Column("printed_at", UtcDateTime(), nullable=True),
        sa.Column("error", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "printer_id"],
            ["printers.restaurant_id", "printers.id"],
            name=op.f("fk_slips_restaurant_id_printer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "ticket_id"],
            ["tickets.restaurant_id", "tickets.id"],
            name=op.f("fk_slips_restaurant_id_ticket_id"),
        ),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_slips")),
        sa.UniqueConstraint(
            "restaurant_id", "ticket_id", "printer_id", "cause", name=op.f("uq_slips_restaurant_id_ticket_id_printer_id_cause")
        ),
    )
    op.create_index(
        "ix_slips_to_print",
        "slips",
        ["restaurant_id", "printer_id"],
        sqlite_where=TO_PRINT,
        postgresql_where=TO_PRINT,
    )


def downgrade() -> None:
    op.drop_table("slips")
    op.drop_table("printer_stations")
    op.drop_table("printers")
