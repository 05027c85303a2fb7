"""Statements that stand ready mean what they would mean through a session, on both databases."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DataError, IntegrityError

from core.clock import now
from core.pushes import Frame
from core.statements import among, run, statement
from core.transactions import Busy, engine, glance, transaction

ADD = statement(sa.insert(Frame))
READ = statement(
    sa.select(Frame.seq, Frame.body, Frame.at)
    .where(Frame.restaurant_id == sa.bindparam("restaurant"), among(Frame.id, "ids"), Frame.kind == "kind")
    .order_by(Frame.seq)
)
MOVE = statement(
    sa.update(Frame)
    .where(Frame.restaurant_id == sa.bindparam("restaurant"), Frame.id == sa.bindparam("frame"))
    .values(seq=Frame.seq + sa.bindparam("by"))
)


def rows(place, count):
    base = {"restaurant_id": place.id, "stream": "s", "kind": "kind", "at": now()}
    return [{**base, "id": f"f{n}", "seq": n, "body": {"n": [n, "桌"]}} for n in range(count)]


def test_each_sees_what_those_before_it_did(place):
    with transaction() as session:
        made = rows(place, 3)
        added, moved, found = run(
            session,
            ADD.many(made),
            MOVE(restaurant=place.id, frame="f1", by=10),
            READ(restaurant=place.id, ids=["f0", "f1"]),
        )
    assert moved == 1
    assert [(r.seq, r.body) for r in found] == [(0, {"n": [0, "桌"]}), (11, {"n": [1, "桌"]})]
    assert found[0].at == made[0]["at"]
    with glance() as session:
        assert [r.seq for r in run(session, READ(restaurant=place.id, ids=["f2", "f9"]))[0]] == [2]


def test_refusals_are_those_of_sqlalchemy_and_undo_the_transaction(place):
    with pytest.raises(IntegrityError), transaction() as session:
        run(session, ADD.many(rows(place, 2)), ADD.many(rows(place, 1)), READ(restaurant=place.id, ids=["f0"]))
    with glance() as session:
        assert run(session, READ(restaurant=place.id, ids=["f0", "f1"])) == [[]]


def test_a_forgotten_value_is_a_mistake_and_not_null(place):
    with pytest.raises(KeyError, match="ids"), transaction() as session:
        run(session, READ(restaurant=place.id))


def test_text_that_postgresql_cannot_keep_is_refused_and_not_cut_short(place):
    if engine().dialect.name == "sqlite":
        pytest.skip("SQLite keeps it")
    with pytest.raises(DataError), transaction() as session:
        run(session, ADD.many([{**row, "kind": "ki\0nd"} for row in rows(place, 1)]))


def test_values_come_back_as_they_went(place):
    """Quotes, backslashes and commas in lists, too: `among` sends one value."""
    names = ['a"b', "c\\d", "e,f", "{g}", "null", ""]
    with transaction() as session:
        run(session, ADD.many([{**row, "id": name} for row, name in zip(rows(place, 6), names, strict=True)]))
    with glance() as session:
        assert len(run(session, READ(restaurant=place.id, ids=names))[0]) == 6


def test_a_connection_that_broke_is_not_used_again(place):
    if engine().dialect.name == "sqlite":
        pytest.skip("SQLite has none")
    with pytest.raises(Busy), transaction() as session:
        run(session, ADD.many(rows(place, 1)))
        with engine().connect() as other:
            pid = session.info["driver"].info.backend_pid
            other.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
        run(session, READ(restaurant=place.id, ids=["f0"]))
    for _ in range(3):
        with transaction() as session:
            assert run(session, READ(restaurant=place.id, ids=["f0"])) == [[]]
