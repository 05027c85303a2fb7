"""What staff say about a dish outside the kitchen; the kitchen's own fact has the same members."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class AvailabilitySet:
    restaurant_id: str
    item_id: str
    available: bool
    until: datetime | None
    left: int | None
