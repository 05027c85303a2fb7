"""Time: UTC and aware inside, the restaurant's business day outside."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """The present, aware, in UTC."""
    return _told.get() or datetime.now(UTC)


@contextmanager
def told(at: datetime):
    """Within, the present is `at`: how the demo lives through yesterday, and tests through midnight.

    Only for the thread or greenlet that asks. Ids keep the real time; they order what is made, one after another.
    """
    token = _told.set(at)
    try:
        yield at
    finally:
        _told.reset(token)


def rfc3339(at: datetime | None) -> str | None:
    """`2026-07-14T04:31:07.120Z`; milliseconds are enough for people and order is kept by numbers."""
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def business_day(at: datetime, time_zone: str, day_starts_at: str = "04:00") -> date:
    """The day that a till would print: before `day_starts_at` it is still yesterday."""
    local = at.astimezone(ZoneInfo(time_zone))
    day = local.date()
    return day if local.time() >= time.fromisoformat(day_starts_at) else day - timedelta(days=1)


def day_bounds(day: date, time_zone: str, day_starts_at: str = "04:00") -> tuple[datetime, datetime]:
    """First instant of a business day and of the next one, in UTC."""
    zone, start = ZoneInfo(time_zone), time.fromisoformat(day_starts_at)
    first, last = (datetime.combine(d, start, zone).astimezone(UTC) for d in (day, day + timedelta(days=1)))
    return first, last
