"""Errands under many runners: one does each; who dies leaves it to another; dead letters are a person's."""

import time
from datetime import timedelta
from threading import Barrier, Lock

import pytest
from sqlalchemy import select

from core import errand_pool
from core.clock import now
from core.errands import CLAIM, TRIES, Errand, Task, claim, send_errand
from core.ids import new_id
from core.transactions import reading, transaction
from tests.concurrency.together import at_once
from tests.errands import one_after_another, run_due


@pytest.fixture
def kind():
    """A kind of errand that no other test runs."""
    return f"t.{new_id()[-12:]}"


def send(place, kind, count=1):
    with transaction() as session:
        return [send_errand(session, place.id, kind, {"n": n}) for n in range(count)]


def row(errand_id):
    with reading() as session:
        return session.execute(select(*Errand.__table__.c).where(Errand.id == errand_id)).first()


class Counting:
    """A handler that notes what it was given, and takes a moment."""

    def __init__(self):
        self.ran, self._lock = [], Lock()

    def __call__(self, task):
        with self._lock:
            self.ran.append(task.subject["n"])
        time.sleep(0.002)


def test_six_runners_do_each_of_forty_once(place, kind):
    send(place, kind, 40)
    handler = Counting()
    ran = at_once(*(lambda: run_due({kind: handler}) for _ in range(6)))
    assert (sum(ran), sorted(handler.ran)) == (40, list(range(40)))


def test_twin_without_the_claim_each_runner_does_them_all(place, kind, monkeypatch):
    send(place, kind, 4)
    handler, gate, real = Counting(), Barrier(3, timeout=10), errand_pool.due

    def all_have_looked(*args):
        found = real(*args)
        gate.wait()
        return found

    monkeypatch.setattr(errand_pool, "due", all_have_looked)
    task_of = lambda row, _: Task(row.restaurant_id, row.id, row.kind, row.subject, 1, row.made_at)  # noqa: E731
    monkeypatch.setattr(errand_pool, "claim", task_of)
    at_once(*(lambda: run_due({kind: handler}) for _ in range(3)))
    assert len(handler.ran) == 12


def test_what_a_dead_process_had_claimed_is_done_after_a_minute(place, kind):
    (errand_id,) = send(place, kind)
    assert claim(row(errand_id), now())  # and then it died
    handler = Counting()
    assert run_due({kind: handler}) == 0
    assert run_due({kind: handler}, now() + CLAIM + timedelta(seconds=1)) == 1
    assert row(errand_id) is None


def test_nothing_is_begun_once_the_end_has_come(place, kind):
    send(place, kind, 3)
    handler = Counting()
    pool = one_after_another({kind: lambda task: pool.stop() or handler(task)})
    assert pool.begin_due() == 1
    assert run_due({kind: handler}) == 2


def test_what_fails_again_and_again_is_the_owners_to_look_at(place, kind):
    (errand_id,) = send(place, kind)

    def fail(task):
        raise ValueError("the partner is closed")

    for n in range(TRIES + 2):
        run_due({kind: fail}, now() + timedelta(hours=n))
    (stuck,) = place.owner.get(f"{place.home}/today")[1]["stuck_errands"]
    assert (stuck["id"], stuck["kind"], stuck["runs"]) == (errand_id, kind, TRIES)
    assert stuck["why"] == "ValueError: the partner is closed"
    path = f"{place.home}/errands/{errand_id}/again"
    assert place.owner.post(path)[0] == 204
    assert place.owner.post(path)[1]["code"] == "errand_unknown"
    assert place.owner.get(f"{place.home}/today")[1]["stuck_errands"] == []
    handler = Counting()
    assert run_due({kind: handler}) == 1
    assert row(errand_id) is None
