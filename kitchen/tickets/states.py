"""A ticket's life. Pure."""

OPEN = ("open", "started")
TO_DO = ("queued", "preparing")
ORDER = ("queued", "preparing", "ready")


def ticket_status(lines: list[str], present: str) -> str:
    """What the lines together say; `present` tells whether somebody has started."""
    live = [status for status in lines if status != "voided"]
    if not live:
        return "voided"
    if all(status == "ready" for status in live):
        return "bumped"
    return "started" if present == "started" or any(status != "queued" for status in live) else "open"


def slowest(statuses: list[str]) -> str:
    """How far a dish is that several stations make."""
    return min((s for s in statuses if s in ORDER), key=ORDER.index, default="voided")
