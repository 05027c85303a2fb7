"""Our day against theirs. Pure: two lists in, the differences by cause out."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Side:
    """What one side says of a trade on a day, in fen. `paid` is None where it says nothing of being paid that day."""

    paid: int | None = None
    back: int = 0
    partner_ref: str | None = None
    payment_id: str | None = None
    paid_at: datetime | None = None


@dataclass(frozen=True)
class Found:
    """`kind`: ours_only, theirs_only, amount or refund."""

    kind: str
    number: str
    ours: int | None
    theirs: int | None
    side: Side = field(compare=False)


def compare(ours: dict[str, Side], theirs: dict[str, Side]) -> list[Found]:
    """By trade number, in its order. A trade that they took and gave back whole and that we never saw paid moved
    nothing, and is no difference."""
    found = []
    for number in sorted(set(ours) | set(theirs)):
        we, they = ours.get(number, Side()), theirs.get(number, Side())
        side = we if we.payment_id else they
        if we.paid is None and they.paid is not None:
            if they.paid != they.back or we.back:
                found.append(Found("theirs_only", number, None, they.paid - they.back, they))
            continue
        if we.paid is not None and they.paid is None:
            found.append(Found("ours_only", number, we.paid, None, we))
            continue
        if we.paid is not None and we.paid != they.paid:
            found.append(Found("amount", number, we.paid, they.paid, side))
        if we.back != they.back:
            found.append(Found("refund", number, we.back, they.back, side))
    return found
