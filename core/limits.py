"""Rate limits per guest, device or account. Never per address alone: a dining room is one address."""

from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from core.clock import now
from core.errors import TooMany

_limiter = FixedWindowRateLimiter(MemoryStorage())


def allow(key: str, times: int, seconds: int) -> None:
    """Counts one use of `key`; TooMany with Retry-After beyond `times` in `seconds`."""
    item = RateLimitItemPerSecond(times, seconds)
    if not _limiter.hit(item, key):
        wait = max(1, int(_limiter.get_window_stats(item, key).reset_time - now().timestamp()) + 1)
        raise TooMany(f"Try again in {wait} s.", headers={"Retry-After": str(wait)})


def forget_all() -> None:
    """For a fresh start of the tests."""
    _limiter.storage.reset()
