"""Errands in tests: all that is due, one after another, in this thread."""

from core import errand_pool
from core.errand_pool import Lane, Pool
from core.errands import due
from payments.errands import ASKING, AT_HOME, WITH_PARTNERS

HANDLERS = {**ASKING, **WITH_PARTNERS, **AT_HOME}


def run_due(handlers=HANDLERS, at=None) -> int:
    """How many ran; each once, what it leaves for later included."""
    return one_after_another(handlers).begin_due(at)


def only_of(monkeypatch, *places) -> None:
    """What other tests left is theirs."""
    ours = {place.id for place in places}
    few = lambda kinds, at, each, _: [row for row in due(kinds, at, each, 9999) if row.restaurant_id in ours]  # noqa: E731
    monkeypatch.setattr(errand_pool, "due", few)


def one_after_another(handlers, workers=20_000) -> Pool:
    return Pool([Lane(handlers, workers)], lambda work, *args: work(*args))
