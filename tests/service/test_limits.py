"""Limits hold over several processes, and a dead Redis costs accuracy, never a request."""

import pytest

from core import limits
from core.errors import TooMany
from tests import servers


@pytest.fixture
def alone():
    yield
    limits.share("")


def uses(key, times=3) -> int:
    """How many of six uses go through."""
    passed = 0
    for _ in range(6):
        try:
            limits.allow(key, times, 60)
            passed += 1
        except TooMany as refusal:
            assert 0 < int(refusal.headers["Retry-After"]) <= 61
    return passed


def test_a_limit_counts_and_says_when_to_come_back():
    assert uses("guest:1") == 3
    assert uses("guest:2") == 3


def test_redis_counts_for_all_processes(redis_url, alone):
    limits.share(redis_url)
    assert uses("shared") == 3
    limits.share(redis_url)  # as another process would
    limits.forget_all()
    assert uses("shared") == 0


def test_without_redis_each_process_counts_for_itself(alone):
    with servers.valkey() as url:
        limits.share(url)
        assert uses("lost") == 3
    assert uses("lost") == 3  # Redis is gone: this process begins its own count, and nothing breaks
    assert uses("lost") == 0
