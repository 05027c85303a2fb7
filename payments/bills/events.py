"""Questions that payments asks of other rooms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrdersOf:
    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class VisitOf:
    restaurant_id: str
    visit_id: str
