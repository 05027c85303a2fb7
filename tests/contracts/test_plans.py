"""What runs on every order finds its rows by an index. SQLite has no statistics, and a restaurant years of lines."""

import importlib
import re
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.schema import upgrade
from core.db import make_engine
from core.statements import Statement, statement
from kitchen.boards.queries import recent_of
from kitchen.tickets.acknowledging import AFTER, unheard
from kitchen.tickets.held import held_tickets
from kitchen.tickets.queries import open_tickets
from kitchen.times.counting import Counted
from kitchen.times.queries import count_lines, count_tickets, fired_within
from kitchen.times.schemas import BY
from ordering.carts.models import CartLine

ROOMS = (
    "core.idempotency",
    "core.pushes",
    "kitchen.tickets.acknowledging",
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


def plan_of(engine, read: Statement) -> list[str]:
    names = read._build.compile(dialect=engine.dialect).binds
    ready = read.ready(engine.dialect, dict.fromkeys(names, ""))
    with engine.connect().execution_options(writes=False) as connection:
        marks = ("[]",) * ready.sql.count("?")
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {ready.sql}", marks)]


def walks(engine, read: Statement) -> list[str]:
    """The steps that go through all rows of a restaurant, or of everybody."""
    plan = plan_of(engine, read)
    steps = [step for step in plan if not re.search(rf" ({'|'.join(SMALL)}) ", step) and "json_each" not in step]
    return [step for step in steps if step.startswith("SCAN") or step.endswith("(restaurant_id=?)")]


@pytest.mark.parametrize("read", READS)
def test_nothing_walks_through_all_that_was_ever_ordered(engine, read):
    assert walks(engine, read) == []


KITCHEN = {
    "board": lambda session: open_tickets(session, "r", ["s"]),
    "recall": lambda session: recent_of(session, "r", ["s"]),
    "courses": lambda session: held_tickets(session, "r", "v"),
    "unheard": lambda session: unheard(session, "r", "s"),
}


@pytest.mark.parametrize("name", KITCHEN)
def test_a_kitchen_looks_at_what_is_open_not_at_what_was_ever_cooked(engine, name):
    asked = []

    def note(_connection, cursor, sql, values, *_):
        if sql.startswith("SELECT"):
            asked.append((sql, values))

    with engine.connect().execution_options(writes=False) as connection, Session(connection) as session:
        sa.event.listen(connection, "before_cursor_execute", note)
        KITCHEN[name](session)
        plans = [
            row[3] for sql, values in asked for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    steps = [step for step in plans if " tickets " in step]
    assert steps
    assert [s for s in steps if not re.search("ix_tickets_(board|bumped|restaurant_id_visit_id) ", s)] == []


def test_an_acknowledgement_looks_at_what_came_after_it(engine):
    assert any("seq>?" in step for step in plan_of(engine, AFTER))


def test_a_report_looks_at_its_days_only(engine):
    plans = []

    def note(connection, cursor, sql, values, *_):
        if sql.startswith("SELECT"):
            plans.append([row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)])

    which = fired_within("r", datetime(2026, 11, 24, tzinfo=UTC), datetime(2026, 11, 25, tzinfo=UTC))
    with engine.connect().execution_options(writes=False) as connection, Session(connection) as session:
        sa.event.listen(connection, "before_cursor_execute", note)
        for by in BY:
            count_lines(session, which, by, 0, {}, {})
        count_tickets(session, which, Counted(), Counted())
    days = "ix_tickets_fired (restaurant_id=? AND fired_at>? AND fired_at<?)"
    assert len(plans) == 4 and all(any(days in step for step in plan) for plan in plans), plans


def test_twin_a_read_without_its_index_is_found(engine):
    own = (CartLine.restaurant_id == sa.bindparam("restaurant"), CartLine.guest_id == sa.bindparam("guest"))
    assert walks(engine, statement(sa.select(CartLine.id).where(*own)))
