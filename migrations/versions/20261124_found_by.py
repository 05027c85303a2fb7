"""Indexes that begin with the restaurant, so that SQLite prefers them to the primary key"""

from alembic import op

revision = "5be0c27d9f14"
down_revision = "7a41d0c8e6f2"
branch_labels = None
depends_on = None

WAS_AND_IS = {
    "cart_lines": (["visit_id"], ["visit_id", "id"]),
    "guests": (["visit_id"], ["visit_id", "id"]),
    "orders": (["placed_at"], ["placed_at"]),
    "order_lines": (["order_id"], ["order_id", "id"]),
    "calls": (["visit_id"], ["visit_id"]),
    "table_codes": (["table_id"], ["table_id"]),
    "payments": (["visit_id"], ["visit_id"]),
    "refunds": (["payment_id"], ["payment_id"]),
}


def upgrade() -> None:
    for table, (was, is_) in WAS_AND_IS.items():
        op.drop_index(f"ix_{table}_{was[0]}", table)
        op.create_index("_".join(["ix", table, "restaurant_id", *is_]), table, ["restaurant_id", *is_])


def downgrade() -> None:
    for table, (was, is_) in WAS_AND_IS.items():
        op.drop_index("_".join(["ix", table, "restaurant_id", *is_]), table)
        op.create_index(f"ix_{table}_{was[0]}", table, was)
