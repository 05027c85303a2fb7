"""Whether a dish can be had, and how many are left. Pure.

`sold_out_until` is when the kitchen's word lapses, be it "sold out" or a count: unless said otherwise the start of the
next business day. Without it the word holds until it is taken back.
"""

from datetime import datetime


def standing(available: bool, left: int | None, until: datetime | None, at: datetime) -> tuple[bool, int | None]:
    """(can be had, how many are left; None is uncounted)."""
    if until is not None and until <= at:
        return True, None
    return available and left != 0, left
