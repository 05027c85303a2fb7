"""Courses, several stations per dish, portions, where a ticket came from"""

import sqlalchemy as sa
from alembic import op

from core.db import UtcDateTime

revision = "91f4c07b2ae6"
down_revision = "e4b1907c52d8"
branch_labels = None
depends_on = None

FALSE, NONE, EACH = sa.false(), sa.text("0"), sa.text("'each'")
FIRM = {  # NOT NULL in two steps: first with what older rows are to hold, then firm
    "restaurants": (("courses", sa.String(length=10), sa.text("'off'")),),
    "menu_items": (("course", sa.Integer(), NONE), ("stations_finish", sa.String(length=8), EACH)),
    "order_lines": (
        ("course", sa.Integer(), NONE),
        ("stations_finish", sa.String(length=8), EACH),
        ("held", sa.Boolean(), FALSE),
    ),
    "tickets": (
        ("course", sa.Integer(), NONE),
        ("held", sa.Boolean(), FALSE),
        ("language", sa.String(length=4), sa.text("'zh'")),
    ),
    "ticket_lines": (("done", sa.Integer(), NONE), ("together", sa.Boolean(), FALSE)),
}
CHECKS = {
    "restaurants": (("courses", "courses IN ('off', 'by_hand', 'when_ready')"),),
    "menu_items": (
        ("course", "course BETWEEN 0 AND 9"),
        ("stations_finish", "stations_finish IN ('each', 'together')"),
    ),
}
TIMES = ("moved_at", "fired_at", "first_bumped_at")
ONE_TICKET = "uq_tickets_restaurant_id_order_id_station_id"
BOARD = sa.text("(status IN ('open', 'started') OR void_waits)")
BUMPED = sa.text("bumped_at IS NOT NULL")


def upgrade() -> None:
    for table, columns in FIRM.items():
        for name, kind, present in columns:
            op.add_column(table, sa.Column(name, kind, nullable=False, server_default=present))
    op.add_column("tickets", sa.Column("moved_from", sa.String(length=40), nullable=True))
    for name in TIMES:
        op.add_column("tickets", sa.Column(name, UtcDateTime(), nullable=True))
    op.execute("UPDATE tickets SET fired_at = placed_at, first_bumped_at = bumped_at")
    op.execute("UPDATE ticket_lines SET done = quantity WHERE status = 'ready'")
    for table, columns in FIRM.items():
        with op.batch_alter_table(table) as batch_op:
            for name, kind, _ in columns:
                batch_op.alter_column(name, existing_type=kind, existing_nullable=False, server_default=None)
            for name, condition in CHECKS.get(table, ()):
                batch_op.create_check_constraint(op.f(f"ck_{table}_{name}"), condition)
            if table == "tickets":
                batch_op.alter_column("fired_at", existing_type=UtcDateTime(), nullable=False)
                batch_op.drop_constraint(ONE_TICKET, type_="unique")
                batch_op.create_unique_constraint(
                    f"{ONE_TICKET}_course", ["restaurant_id", "order_id", "station_id", "course"]
                )
    op.drop_index("ix_tickets_station", "tickets")
    op.create_index("ix_tickets_restaurant_id_visit_id", "tickets", ["restaurant_id", "visit_id"])
    _some("ix_tickets_board", ["restaurant_id", "station_id"], BOARD)
    _some("ix_tickets_bumped", ["restaurant_id", "bumped_at"], BUMPED)
    op.create_table(
        "item_stations",
        sa.Column("restaurant_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("item_id", sa.String(length=36), nullable=False),
        sa.Column("station_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "item_id"],
            ["menu_items.restaurant_id", "menu_items.id"],
            name=op.f("fk_item_stations_restaurant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(
            ["restaurant_id", "station_id"],
            ["stations.restaurant_id", "stations.id"],
            name=op.f("fk_item_stations_restaurant_id_station_id"),
        ),
        sa.PrimaryKeyConstraint("restaurant_id", "id", name=op.f("pk_item_stations")),
        sa.UniqueConstraint(
            "restaurant_id", "item_id", "station_id", name=op.f("uq_item_stations_restaurant_id_item_id_station_id")
        ),
    )


def downgrade() -> None:
    op.drop_table("item_stations")
    for name in ("ix_tickets_board", "ix_tickets_bumped", "ix_tickets_restaurant_id_visit_id"):
        op.drop_index(name, "tickets")
    _one_ticket_again()
    for table, columns in FIRM.items():
        with op.batch_alter_table(table) as batch_op:
            for name, _ in CHECKS.get(table, ()):
                batch_op.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
            if table == "tickets":
                batch_op.drop_constraint(f"{ONE_TICKET}_course", type_="unique")
                batch_op.create_unique_constraint(ONE_TICKET, ["restaurant_id", "order_id", "station_id"])
                for name in ("moved_from", *TIMES):
                    batch_op.drop_column(name)
            for name, *_ in columns:
                batch_op.drop_column(name)
    op.create_index("ix_tickets_station", "tickets", ["restaurant_id", "station_id", "status"])


def _one_ticket_again() -> None:
    """Courses of one order at one station go together into the first: the older release knows no others."""
    same = "t.restaurant_id = o.restaurant_id AND t.order_id = o.order_id AND t.station_id = o.station_id"
    first = f"(SELECT MIN(t.id) FROM tickets t WHERE {same})"
    op.execute(
        "UPDATE ticket_lines SET ticket_id = (SELECT " + first + " FROM tickets o WHERE o.id = ticket_lines.ticket_id"
        " AND o.restaurant_id = ticket_lines.restaurant_id)"
    )
    op.execute(
        "DELETE FROM tickets WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.restaurant_id = tickets.restaurant_id"
        " AND t.order_id = tickets.order_id AND t.station_id = tickets.station_id AND t.id < tickets.id)"
    )


def _some(name, columns, which) -> None:
    op.create_index(name, "tickets", columns, sqlite_where=which, postgresql_where=which)
