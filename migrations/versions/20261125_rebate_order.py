"""Trades in time order, by the edges of their caps; what of a payment was the buyer's own money"""

import sqlalchemy as sa
from alembic import op

from core.db import Json, Money

revision = "0b7d3e52c9f1"
down_revision = "d2f70a4e91c3"
branch_labels = None
depends_on = None

ENTITY = ["provider_id", "programme", "month", "merchant", "day", "paid_at", "trade_no"]
PROVIDER = ["provider_id", "programme", "month", "day", "paid_at", "trade_no"]
CODE = ["restaurant_id", "table_code", "provider_id", "programme", "day", "paid_at", "trade_no"]
EDGES = (
    ("ix_judged_trades_entity_kept", ENTITY, "capped > 0"),
    ("ix_judged_trades_entity_short", ENTITY, "capped < earned"),
    ("ix_judged_trades_provider_kept", PROVIDER, "booked > 0"),
    ("ix_judged_trades_provider_short", PROVIDER, "booked < capped"),
    ("ix_judged_trades_counted_at_code", CODE, "reason = ''"),
)


def upgrade() -> None:
    op.add_column("payments", sa.Column("buyer_paid", Money, nullable=True))
    if op.get_bind().dialect.name == "postgresql":  # ties are broken as the program breaks them, letter by letter
        op.execute('ALTER TABLE judged_trades ALTER COLUMN trade_no TYPE varchar(64) COLLATE "C"')
    op.drop_index("ix_judged_trades_in_time", table_name="judged_trades")
    op.drop_index("ix_judged_trades_restaurant_id_table_code", table_name="judged_trades")
    _complete(op.get_bind())
    for table in ("month_counts", "month_sums"):
        op.create_index(f"ix_{table}_provider_id_month", table, ["provider_id", "month"])
    for name, columns, edge in EDGES:
        op.create_index(name, "judged_trades", columns, postgresql_where=sa.text(edge), sqlite_where=sa.text(edge))


def _complete(db):
    """Trades that were judged before rules asked for more: what was not known of them then is said as it was taken."""
    trades = sa.table("judged_trades", *(sa.column(name) for name in ("restaurant_id", "id", "trade_no", "merchant", "month", "day")), sa.column("facts", Json))
    for row in db.execute(sa.select(*trades.c)).all():
        if "total" not in row.facts:
            paid = row.facts.get("paid", 0)
            facts = {"channel": "counter", "wallet": "counter", "paid": paid, "total": paid, "refunded": 0, "order_type": "dine_in", "day": row.day, "month": row.month, "settled_at": None, **row.facts}
            facts |= {"merchant": row.merchant, "restaurant_id": row.restaurant_id, "trade_no": row.trade_no, "table_code": None}
            facts |= {"code_registered": False, "returned": False, "risk": False, "enrolled": True}
            db.execute(sa.update(trades).where(trades.c.restaurant_id == row.restaurant_id, trades.c.id == row.id).values(facts=facts))


def downgrade() -> None:
    for table in ("month_counts", "month_sums"):
        op.drop_index(f"ix_{table}_provider_id_month", table_name=table)
    for name, _, _ in EDGES:
        op.drop_index(name, table_name="judged_trades")
    op.create_index("ix_judged_trades_restaurant_id_table_code", "judged_trades", ["restaurant_id", "table_code"])
    op.create_index("ix_judged_trades_in_time", "judged_trades", ["provider_id", "programme", "month", "merchant", "paid_at", "trade_no"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE judged_trades ALTER COLUMN trade_no TYPE varchar(64)")
    with op.batch_alter_table("payments") as batch_op:
        batch_op.drop_column("buyer_paid")
