"""Facts about what was sent."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PlacedLine:
    """As sold: names, choices and prices never follow the menu any more.

    `modifiers`: dicts of id, names, price, quantity. `course`: 1–9, or 0 where the restaurant sends none.
    `stations_finish`: of several stations "each" its part, or one bump for all "together".
    """

    id: str
    item_id: str
    names: dict
    quantity: int
    modifiers: tuple
    note: str
    unit_price: int
    line_total: int
    station_ids: tuple[str, ...]
    course: int
    stations_finish: str
    guest_id: str


@dataclass(frozen=True)
class _Sent:
    restaurant_id: str
    visit_id: str
    order_id: str
    number: int
    round: int
    table_id: str
    table_label: str
    covers: int | None
    note: str
    allergy_note: str
    placed_at: datetime
    total: int
    lines: tuple[PlacedLine, ...]


class OrderPlaced(_Sent):
    """Stored and owed."""


@dataclass(frozen=True)
class OrderReleased(_Sent):
    """May go to the kitchen: at once, after approval, or after payment, as the restaurant chose."""

    released_at: datetime


@dataclass(frozen=True)
class OrderCancelled:
    restaurant_id: str
    visit_id: str
    order_id: str
    reason: str


@dataclass(frozen=True)
class LineVoided:
    restaurant_id: str
    visit_id: str
    order_id: str
    line_id: str
    reason: str
    amount: int


@dataclass(frozen=True)
class DarkStations:
    """Answered with those of the stations that no living screen shows; naming none asks after any screen at all."""

    restaurant_id: str
    station_ids: tuple[str, ...]


@dataclass(frozen=True)
class LineServed:
    """Staff put the dish on the table."""

    restaurant_id: str
    visit_id: str
    order_id: str
    line_id: str


@dataclass(frozen=True)
class OrdersOf:
    """Answered with the visit's orders in their REST shape."""

    restaurant_id: str
    visit_id: str
