"""Opening hours: `{"mon": [["10:00", "22:00"]], …}`; no hours at all mean always open. A span may pass midnight."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def open_at(hours: dict, time_zone: str, at: datetime) -> bool:
    """Whether `at` lies in a span of its day, or in one of yesterday's that passes midnight."""
    if not hours:
        return True
    return closes_at(hours, time_zone, at) is not None


def closes_at(hours: dict, time_zone: str, at: datetime) -> datetime | None:
    """The end of the span that `at` lies in; None where it is closed or always open."""
    local = at.astimezone(ZoneInfo(time_zone))
    for back in (0, 1):
        day = local.date() - timedelta(days=back)
        for first, last in spans_of(hours, day, local.tzinfo):
            if first <= local < last:
                return last
    return None


def spans_of(hours: dict, day: date, zone) -> list[tuple[datetime, datetime]]:
    """The spans that begin on `day`; an end at or before its start lies on the next day."""
    spans = []
    for start, end in (hours or {}).get(DAYS[day.weekday()], []):
        first = datetime.combine(day, time.fromisoformat(start), zone)
        last = datetime.combine(day, time.fromisoformat(end), zone)
        spans.append((first, last if last > first else last + timedelta(days=1)))
    return spans


def next_opening(hours: dict, time_zone: str, at: datetime) -> datetime | None:
    """The next start of a span within a week."""
    local = at.astimezone(ZoneInfo(time_zone))
    starts = [
        first for ahead in range(8) for first, _ in spans_of(hours, local.date() + timedelta(days=ahead), local.tzinfo)
    ]
    return min((s for s in starts if s > local), default=None)
