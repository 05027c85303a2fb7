"""Rate limits per guest, device or account. Never per address alone: a dining room is one address.

Counted in this process, or in Redis where several processes serve one house. A Redis that does not answer costs
its accuracy, never a request: each process then counts for itself until it is back.
"""

import logging
import time

import redis
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from core.clock import now
from core.errors import TooMany

PATIENCE = 0.2  # seconds that a request waits for Redis
ALONE = 5.0  # seconds of counting alone after Redis was silent

_log = logging.getLogger(__name__)
_own = FixedWindowRateLimiter(MemoryStorage())
_shared: FixedWindowRateLimiter | None = None
_alone_until = 0.0


def share(redis_url: str) -> None:
    """Counts in Redis from now on; with an empty URL, in this process."""
    global _shared, _alone_until
    _alone_until = 0.0
    _shared = None
    if redis_url:
        storage = RedisStorage(redis_url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        _shared = FixedWindowRateLimiter(storage)


def allow(key: str, times: int, seconds: int) -> None:
    """Counts one use of `key`; TooMany with Retry-After beyond `times` in `seconds`."""
    item = RateLimitItemPerSecond(times, seconds)
    fits, reset_time = _count(item, key)
    if not fits:
        wait = max(1, int(reset_time - now().timestamp()) + 1)
        raise TooMany(f"Try again in {wait} s.", headers={"Retry-After": str(wait)})


def forget_all() -> None:
    """For a fresh start of the tests."""
    _own.storage.reset()


def _count(item, key) -> tuple[bool, float]:
    global _alone_until
    if _shared and time.monotonic() >= _alone_until:
        try:
            return _hit(_shared, item, key)
        except redis.RedisError as error:
            _alone_until = time.monotonic() + ALONE
            _log.warning("Redis does not answer, limits are counted in this process: %s", error)
    return _hit(_own, item, key)


def _hit(limiter, item, key) -> tuple[bool, float]:
    if limiter.hit(item, key):
        return True, 0.0
    return False, limiter.get_window_stats(item, key).reset_time
