"""Dying between any two steps of a payment: paid once, given back once, on both databases, whoever asks again or not.

A sixth of the steps in CI, all with ZHUOMA_WHOLE=1. tests/live/test_alipay.py kills a real server with -9.
"""

import os

import pytest

from tests.deaths import Evening, deaths
from tests.errands import HANDLERS, only_of

WHOLE = bool(os.environ.get("ZHUOMA_WHOLE"))
WAYS = [(True, True), (False, True), (True, False), (False, False)]


@pytest.mark.parametrize(("notified", "stubborn"), WAYS, ids=["told", "asked", "told, given up", "asked, given up"])
def test_whoever_dies_where_money_is_right(place, alipay, monkeypatch, notified, stubborn):
    way, engine = WAYS.index((notified, stubborn)), place.app.extensions["engine"].dialect.name
    if not WHOLE and (way in (0, 3)) != (engine == "sqlite"):
        pytest.skip("this way on the other database; both with ZHUOMA_WHOLE=1")
    only_of(monkeypatch, place)
    evening = Evening(place, alipay, notified, stubborn, HANDLERS)
    problems, died = deaths(evening, monkeypatch, *((1, 1) if WHOLE else (1 + way, 6)))
    assert problems == []
    assert died >= (30 if WHOLE else 5)


def test_twin_without_errands_some_death_costs_money(place, alipay, monkeypatch):
    only_of(monkeypatch, place)
    evening = Evening(place, alipay, True, False, {})
    assert deaths(evening, monkeypatch, *((1, 1) if WHOLE else (13, 2)))[0]
