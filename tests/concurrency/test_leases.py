"""Of many processes, one does the work; when it is gone, another."""

from datetime import timedelta

from core import leases
from core.clock import now, told
from core.ids import new_id
from core.leases import LASTS, Lease
from tests.concurrency.together import at_once


def held_at_once(name) -> list[bool]:
    return at_once(*(Lease(name).held for _ in range(6)))


def test_one_of_many_holds_it(app):
    assert sum(held_at_once(new_id())) == 1


def test_it_is_kept_while_renewed_and_passes_on_when_its_holder_is_gone(app):
    name, at = new_id(), now()
    first, second = Lease(name), Lease(name)
    assert (first.held(), second.held()) == (True, False)
    for seconds in (4, 8, 12, 16):
        with told(at + timedelta(seconds=seconds)):
            assert (first.held(), second.held()) == (True, False)
    with told(at + timedelta(seconds=40)):
        assert second.held()
        assert not first.held()
    with told(at + timedelta(seconds=41) + LASTS):
        assert first.held()


def test_twin_without_a_holder_everybody_has_it(app, monkeypatch):
    monkeypatch.setattr(leases, "_take", lambda *_: True)
    assert sum(held_at_once(new_id())) == 6
