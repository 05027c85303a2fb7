"""The order's life. `accepted` means that a kitchen screen has acknowledged it."""

STATUSES = ("placed", "accepted", "preparing", "ready", "served", "cancelled")
PROGRESS = ("queued", "preparing", "ready", "served", "voided")
PAYMENT_STATES = ("unpaid", "paying", "paid", "refunded", "partly_refunded")


def status_of(accepted: bool, line_statuses: list[str], present: str) -> str:
    """What the lines together say. A cancelled order stays what it is; what was served may be taken back."""
    if present == "cancelled":
        return present
    live = [s for s in line_statuses if s != "voided"]
    if not live:
        return "cancelled"
    if all(s == "served" for s in live):
        return "served"
    if all(s in ("ready", "served") for s in live):
        return "ready"
    if any(s != "queued" for s in live):
        return "preparing"
    return "accepted" if accepted else "placed"
