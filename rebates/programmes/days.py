"""Which day and month a payment is of, as a programme counts days. Pure."""

from datetime import datetime

from core.clock import business_day


def day_of(settings: dict, paid_at: datetime, time_zone: str, day_starts_at: str) -> str:
    """ISO text; the month is its first seven characters. `time_zone` and `day_starts_at` are the restaurant's."""
    if settings["day"] == "business_day":
        return business_day(paid_at, time_zone, day_starts_at).isoformat()
    return business_day(paid_at, settings["day"], "00:00").isoformat()
