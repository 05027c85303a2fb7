"""Questions that payments asks of other rooms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrdersOf:
    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class HoldVisit:
    """Answered with the visit's row locked: whatever changes a bill stands in line there."""

    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class VisitOf:
    restaurant_id: str
    visit_id: str
