"""Fewer and fitter indexes: each is a page that every payment writes"""

import sqlalchemy as sa
from alembic import op

revision = "3f8a1d60c2b7"
down_revision = "0b6e7d31f5a8"
branch_labels = None
depends_on = None

CODE = ["restaurant_id", "table_code", "provider_id", "programme", "day", "paid_at", "trade_no"]
PLACE = ["provider_id", "programme", "merchant", "day", "payer"]
UNASKED = {"ix_verdicts_provider_id": ["provider_id"], "ix_verdicts_restaurant_id_programme_month": ["restaurant_id", "programme", "month"]}


def upgrade() -> None:
    """Who paid comes first in the place: so it serves two keys of one diner, too."""
    for name in UNASKED:
        op.drop_index(name, table_name="verdicts")
    for name in ("place", "payer", "counted_at_code"):
        op.drop_index(f"ix_judged_trades_{name}", table_name="judged_trades")
    op.create_index("ix_judged_trades_place", "judged_trades", ["payer", *PLACE[:-1]])
    _at_code("ix_judged_trades_at_code", "table_code IS NOT NULL")


def downgrade() -> None:
    for name in ("place", "at_code"):
        op.drop_index(f"ix_judged_trades_{name}", table_name="judged_trades")
    op.create_index("ix_judged_trades_place", "judged_trades", PLACE)
    op.create_index("ix_judged_trades_payer", "judged_trades", ["payer"])
    _at_code("ix_judged_trades_counted_at_code", "reason = ''")
    for name, columns in UNASKED.items():
        op.create_index(name, "verdicts", columns)


def _at_code(name, rule):
    op.create_index(name, "judged_trades", CODE, postgresql_where=sa.text(rule), sqlite_where=sa.text(rule))
