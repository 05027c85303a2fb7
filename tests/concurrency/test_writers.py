"""Transactions that stand in line together: each alone in what it does, all on disk before anybody is answered."""

import threading
import time

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from core import transactions
from core.clock import now
from core.pushes import Frame, push
from core.statements import run, statement
from core.transactions import Busy, reading, transaction
from restaurants.audit.models import AuditRow
from tests.concurrency.together import at_once

ROW = statement(sa.insert(AuditRow))


def write(place, name, push_too=False):
    with transaction() as session:
        row = {"restaurant_id": place.id, "id": name, "actor": "test", "action": "x", "subject": "", "at": now()}
        run(session, ROW(**row, before=None, after=None))
        if push_too:
            push(session, place.id, f"restaurant:{place.id}", "restaurant.changed", {"n": name})
        if name.startswith("bad"):
            raise ValueError(name)
    return name in kept(place)


def kept(place) -> set[str]:
    with reading() as session:
        query = sa.select(AuditRow.id).where(AuditRow.restaurant_id == place.id, AuditRow.actor == "test")
        return set(session.execute(query).scalars())


def attempt(place, name, push_too=False):
    try:
        return write(place, name, push_too)
    except ValueError:
        return "refused"
    except Busy:
        return "busy"


@pytest.fixture
def slow_leader(monkeypatch):
    """Whoever begins a group lets the others pass for so long that they all share its COMMIT."""
    monkeypatch.setattr("core.writers.time", type("Slow", (), {"sleep": staticmethod(lambda _s: time.sleep(0.1))}))


def test_everybody_is_answered_after_the_commit(place, slow_leader):
    answers = at_once(*(lambda n=n: attempt(place, f"good{n}") for n in range(8)))
    assert answers == [True] * 8


def test_a_refused_turn_takes_nothing_with_it(place, slow_leader):
    names = [f"{'bad' if n % 3 == 0 else 'good'}{n}" for n in range(9)]
    answers = at_once(*(lambda n=n: attempt(place, n) for n in names))
    assert answers == ["refused" if n.startswith("bad") else True for n in names]
    assert kept(place) == {n for n in names if n.startswith("good")}


def test_numbers_go_out_in_order_and_after_the_commit(app, place, slow_leader):
    sent, writer = [], transactions._writer
    known = writer._deliver

    def deliver(frames):
        with reading() as session:
            stored = sa.select(Frame.seq).where(Frame.restaurant_id == place.id)
            present = set(session.execute(stored).scalars())
        sent.extend((f["seq"], f["seq"] in present) for f in frames)

    writer._deliver = deliver
    try:
        at_once(*(lambda n=n: attempt(place, f"good{n}", True) for n in range(8)))
    finally:
        writer._deliver = known
    assert all(stored for _, stored in sent)
    if app.extensions["engine"].dialect.name == "sqlite":  # elsewhere each request sends its own when it has time
        assert [seq for seq, _ in sent] == sorted(seq for seq, _ in sent)
    assert len(sent) == 8


def test_a_commit_that_fails_is_a_failure_of_all_that_shared_it(app, place, slow_leader, monkeypatch):
    if app.extensions["engine"].dialect.name != "sqlite":
        pytest.skip("nobody shares a COMMIT on PostgreSQL")
    writer = transactions._writer
    write(place, "before")

    say = writer._say

    def full(words):
        if words == "COMMIT":
            raise OperationalError("COMMIT", None, RuntimeError("disk full"))
        say(words)

    monkeypatch.setattr(writer, "_say", full)
    answers = at_once(*(lambda n=n: attempt(place, f"good{n}") for n in range(6)))
    monkeypatch.undo()
    assert answers == ["busy"] * 6
    assert kept(place) == {"before"}
    assert write(place, "after")


def test_other_writers_find_no_open_group(app, place, slow_leader):
    """Alembic and the command line write on connections of their own."""

    def beside():
        time.sleep(0.03)
        with app.extensions["engine"].begin() as connection:
            connection.execute(sa.delete(AuditRow).where(AuditRow.restaurant_id == place.id, AuditRow.id == "old"))
        return True

    write(place, "old")
    assert at_once(*(lambda n=n: attempt(place, f"good{n}") for n in range(4)), beside) == [True] * 5
    assert kept(place) == {f"good{n}" for n in range(4)}


def test_twin_who_does_not_wait_for_the_commit_is_answered_too_early(app, place, slow_leader, monkeypatch):
    """The guard taken away: with it gone some row must be missing when its writer looks, or the tests prove nothing."""
    if app.extensions["engine"].dialect.name != "sqlite":
        pytest.skip("nobody shares a COMMIT on PostgreSQL")

    class Impatient(threading.Event):
        def wait(self, timeout=None):
            return True

    monkeypatch.setattr("core.writers.threading", type("Hasty", (), {"Event": Impatient}))
    assert False in at_once(*(lambda n=n: attempt(place, f"good{n}") for n in range(8)))
