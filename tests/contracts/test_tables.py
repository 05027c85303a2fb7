"""Every table says whose row it is; migrations and tables agree; the ledger cannot be edited."""

import pytest
import sqlalchemy as sa

import app.rooms  # noqa: F401
from core.db import metadata

GLOBAL = {
    "accounts",
    "login_sessions",
    "api_tokens",
    "restaurants",
    "code_lookups",
    "pairings",
    "providers",
    "leases",
    "trade_lookups",
    "merchants",
    "payer_aliases",
    "provider_books",
    "ledger_heads",
    "merchant_months",
    "statements",
    "platform_figures",
    "platform_imports",
    "disputes",
    "dispute_messages",
    "todo_shares",
}


@pytest.mark.parametrize("table", [t for t in metadata.tables.values() if t.name not in GLOBAL], ids=lambda t: t.name)
def test_tenant_tables_carry_the_restaurant_everywhere(table):
    assert [c.name for c in table.primary_key] == ["restaurant_id", "id"]
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint):
            assert "restaurant_id" in constraint.columns
        if isinstance(constraint, sa.ForeignKeyConstraint) and constraint.referred_table.name not in GLOBAL:
            assert "restaurant_id" in constraint.column_keys
        if isinstance(constraint, sa.ForeignKeyConstraint):
            assert constraint.ondelete is None
        assert constraint.name or isinstance(constraint, sa.CheckConstraint) is False


@pytest.mark.parametrize("name", sorted(GLOBAL))
def test_global_tables_point_into_no_restaurant(name):
    assert all(fk.column.table.name in GLOBAL for fk in metadata.tables[name].foreign_keys)


def test_migrations_match_the_tables(app):
    from app.schema import check

    check(app.extensions["engine"])


@pytest.mark.parametrize("table", ["verdicts", "ledger_rows"])
@pytest.mark.parametrize("statement", ["UPDATE {0} SET month = '2000-01'", "DELETE FROM {0}"])
def test_the_database_refuses_to_edit_the_books(app, place, table, statement):
    from core.clock import now
    from core.transactions import transaction
    from rebates.members.enrolling import enrol
    from rebates.verdicts.service import judge_trade
    from tests.service.facts import settled

    with transaction() as session:
        enrol(session, place.id, "p" * 36, "DEMO")
        judge_trade(session, settled(place.id, now()))
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), app.extensions["engine"].begin() as connection:
        connection.exec_driver_sql(statement.format(table))
