"""A stretch of time in pieces that the database can look through at once, each with one offset from UTC. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

LONGEST = timedelta(days=61)  # of a busy restaurant that is 50,000 lines: a fifth of a second


def steady_spans(first: datetime, last: datetime, time_zone: str) -> list[tuple[datetime, datetime, int]]:
    """`[(from, until, seconds to add to UTC)]`, without holes; a clock that is put on or back begins another piece."""
    zone, spans, at = ZoneInfo(time_zone), [], first
    while at < last:
        begun, offset = at, _offset(at, zone)
        while at < last and at - begun < LONGEST and _offset(at, zone) == offset:
            ahead = min(at + timedelta(days=1), last)
            at = ahead if _offset(ahead, zone) == offset else _change(at, ahead, zone)
        spans.append((begun, at, offset))
    return spans


def _offset(at, zone) -> int:
    return int(at.astimezone(zone).utcoffset().total_seconds())


def _change(before, after, zone) -> datetime:
    """The first second of the other offset."""
    offset = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        before, after = (middle, after) if _offset(middle, zone) == offset else (before, middle)
    return after
