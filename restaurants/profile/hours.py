"""Opening hours: `{"mon": [["10:00", "22:00"]], …}`; no hours at all mean always open. A span may pass midnight."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def open_at(hours: dict, time_zone: str, at: datetime) -> bool:
    """Whether `at` lies in a span of its day, or in one of yesterday's that passes midnight."""
    if not hours:
        return True
    local = at.astimezone(ZoneInfo(time_zone))
    for back in (0, 1):
        day = local.date() - timedelta(days=back)
        for start, end in hours.get(DAYS[day.weekday()], []):
            first = datetime.combine(day, time.fromisoformat(start), local.tzinfo)
            last = datetime.combine(day, time.fromisoformat(end), local.tzinfo)
            if last <= first:
                last += timedelta(days=1)
            if first <= local < last:
                return True
    return False


def next_opening(hours: dict, time_zone: str, at: datetime) -> datetime | None:
    """The next start of a span within a week."""
    local = at.astimezone(ZoneInfo(time_zone))
    starts = [
        datetime.combine(local.date() + timedelta(days=ahead), time.fromisoformat(start), local.tzinfo)
        for ahead in range(8)
        for start, _ in (hours or {}).get(DAYS[(local.date() + timedelta(days=ahead)).weekday()], [])
    ]
    return min((s for s in starts if s > local), default=None)
