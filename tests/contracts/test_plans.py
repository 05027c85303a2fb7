"""What runs on every order finds its rows by an index. SQLite has no statistics, and a restaurant years of lines."""

import importlib
import re

import pytest
import sqlalchemy as sa

from app.schema import upgrade
from core.db import make_engine
from core.statements import Statement, statement
from ordering.carts.models import CartLine

ROOMS = (
    "core.idempotency",
    "core.pushes",
    "kitchen.tickets.queries",
    "ordering.carts.queries",
    "ordering.menu.priced",
    "ordering.menu.queries",
    "ordering.visits.queries",
    "payments.bills.queries",
    "restaurants.profile.queries",
    "restaurants.stations.queries",
)
SMALL = {  # one menu, and what is being cooked right now
    *("categories", "category_items", "item_modifier_groups", "item_stations", "menu_items", "modifiers", "stations"),
    "ix_ticket_lines_to_do",
}
READS = [
    pytest.param(value, id=f"{room}.{name}")
    for room in ROOMS
    for name, value in vars(importlib.import_module(room)).items()
    if isinstance(value, Statement) and getattr(value._build, "is_select", False)
]


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    made = make_engine(f"sqlite:///{tmp_path_factory.mktemp('plans') / 'plans.db'}")
    upgrade(made)
    yield made
    made.dispose()


def walks(engine, read: Statement) -> list[str]:
    """The steps that go through all rows of a restaurant, or of everybody."""
    names = read._build.compile(dialect=engine.dialect).binds
    ready = read.ready(engine.dialect, dict.fromkeys(names, ""))
    with engine.connect().execution_options(writes=False) as connection:
        marks = ("[]",) * ready.sql.count("?")
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {ready.sql}", marks)]
    steps = [step for step in plan if not re.search(rf" ({'|'.join(SMALL)}) ", step) and "json_each" not in step]
    return [step for step in steps if step.startswith("SCAN") or step.endswith("(restaurant_id=?)")]


@pytest.mark.parametrize("read", READS)
def test_nothing_walks_through_all_that_was_ever_ordered(engine, read):
    assert walks(engine, read) == []


def test_twin_a_read_without_its_index_is_found(engine):
    own = (CartLine.restaurant_id == sa.bindparam("restaurant"), CartLine.guest_id == sa.bindparam("guest"))
    assert walks(engine, statement(sa.select(CartLine.id).where(*own)))
