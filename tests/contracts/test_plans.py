"""What runs on every order finds its rows by an index. SQLite has no statistics, and a restaurant years of lines."""

import importlib
import re
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.schema import upgrade
from app.watching import look_once
from core.clock import now
from core.db import make_engine
from core.statements import Statement, statement
from core.transactions import reading
from kitchen.boards.queries import recent_of
from kitchen.slips.queries import printers_to_run
from kitchen.tickets.acknowledging import AFTER, unheard
from kitchen.tickets.held import held_tickets
from kitchen.tickets.models import TicketLine
from kitchen.tickets.queries import open_tickets
from kitchen.times.counting import Counted
from kitchen.times.queries import count_lines, count_tickets, fired_within
from kitchen.times.schemas import BY
from ordering.carts.models import CartLine
from payments.reconciling.queries import our_side
from tests.people import new_key

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


KEPT_SMALL = (  # what a restaurant is, and what it has trouble with
    *("alarms", "cash", "differences", "errands", "item_stations", "menu_items", "printer_stations", "printers"),
    *("screens", "stations", "tables", "visits USING INDEX sqlite_autoindex_visits_2"),
)


def test_nothing_that_a_kitchen_or_a_day_asks_walks_through_its_history(place):
    """All that it says to SQLite while one table orders, cooks work, staff look and a guest leaves."""
    asked, engine = {}, place.app.extensions["engine"]
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL gathers statistics of its own")

    @sa.event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, sql, values, _context, many):
        asked.setdefault(sql, values[0] if many else values)

    guest, screen = place.sit(), place.screen()
    order = place.send(guest, place.add(guest, "宫保鸡丁", 2))[1]["order"]
    board = screen.get("/api/v1/kitchen/board")[1]
    for name, at in board["streams"].items():
        screen.get(f"/api/v1/live?stream={name}&epoch={at['epoch']}&after={at['seq']}&drawn={at['seq']}")
    for do in ("start", "bump", "recall", "rush"):
        path = f"/api/v1/kitchen/tickets/{board['tickets'][0]['id']}/{do}"
        assert screen.post(path, {"request_id": new_key()})[0] == 200, do
    portions = f"/api/v1/kitchen/menu-items/{place.dishes['宫保鸡丁']['id']}/portions"
    assert screen.post(portions, {"quantity": 1, "request_id": new_key()})[0] == 200
    assert guest.post("/api/v1/visit/calls", {"kind": "water"})[0] == 201
    assert guest.get("/api/v1/visit")[0] == screen.get("/api/v1/kitchen/recent")[0] == 200
    assert place.owner.get(f"{place.home}/today")[0] == 200
    look_once()
    with reading() as session:
        printers_to_run(session, now())
    void = f"{place.home}/orders/{order['id']}/lines/{order['lines'][0]['id']}/void"
    assert place.owner.post(void, {"reason": "客人不要了"})[0] == 200
    visit = f"{place.home}/visits/{order['visit_id']}"
    assert place.owner.post(f"{visit}/move", {"table_id": place.tables[5]["id"]})[0] == 200
    assert place.owner.post(f"{visit}/close", {"how": "forced", "reason": "走了"})[0] == 200
    said = [(sql, values) for sql, values in asked.items() if sql.startswith("SELECT")]
    with engine.connect().execution_options(writes=False) as connection:
        some = "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql LIKE '% WHERE %'"  # of what is open still
        few = [*KEPT_SMALL, *connection.exec_driver_sql(some).scalars()]
        walked = [
            (step, sql)
            for sql, values in said
            for *_, step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
            if (step.startswith("SCAN") or step.endswith("(restaurant_id=?)"))
            and not any(f" {name}" in step for name in few)
        ]
    assert len(said) > 60
    assert walked == []


def test_twin_a_planner_that_is_told_nothing_walks(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'untold.db'}")
    upgrade(engine)
    lines = sa.select(TicketLine.id).where(
        TicketLine.restaurant_id == sa.bindparam("restaurant"), TicketLine.ticket_id == sa.bindparam("ticket")
    )
    read = statement(lines.order_by(TicketLine.id))
    assert walks(engine, read) == []
    with engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    engine.dispose()
    assert walks(engine, read)
    engine.dispose()


def test_a_day_of_money_is_found_by_its_day(engine):
    plans = []

    def note(connection, cursor, sql, values, *_):
        if sql.startswith("SELECT"):
            plans.append(" ".join(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)))

    with engine.connect().execution_options(writes=False) as connection, Session(connection) as session:
        sa.event.listen(connection, "before_cursor_execute", note)
        our_side(session, "r", "alipay", "2026-11-24", set())
    assert "ix_payments_paid_at (restaurant_id=? AND paid_at>? AND paid_at<?)" in plans[0]
    assert "ix_refunds_done_at (restaurant_id=? AND done_at>?)" in plans[1]


def test_twin_a_read_without_its_index_is_found(engine):
    own = (CartLine.restaurant_id == sa.bindparam("restaurant"), CartLine.guest_id == sa.bindparam("guest"))
    assert walks(engine, statement(sa.select(CartLine.id).where(*own)))
