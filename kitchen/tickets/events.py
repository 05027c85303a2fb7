"""What the kitchen announces."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class OrderAcknowledged:
    restaurant_id: str
    order_id: str
    visit_id: str
    at: datetime


@dataclass(frozen=True)
class TicketsFired:
    """They stand on their boards from now on. `tickets`: (ticket id, station id or NOWHERE)."""

    restaurant_id: str
    tickets: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HoldOrders:
    """Answered by the room of orders with the orders' rows locked, by id.

    Two cooks who finish the last dishes of one order at the same moment would each find the other's undone.
    """

    restaurant_id: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class HoldVisits:
    """Answered by the room of visits with the visits' rows locked, by id.

    A cook who fires a course and a phone that sends a dish of it would each not see the other.
    """

    restaurant_id: str
    visit_ids: tuple[str, ...]


@dataclass(frozen=True)
class LinesHeld:
    """The kitchen waits with these order lines until their course is fired."""

    restaurant_id: str
    order_id: str
    visit_id: str
    line_ids: tuple[str, ...]


@dataclass(frozen=True)
class LinesFired:
    """Their course has been fired."""

    restaurant_id: str
    order_id: str
    visit_id: str
    line_ids: tuple[str, ...]


@dataclass(frozen=True)
class LinesChanged:
    """`statuses`: order line id → queued, preparing, ready, served.

    A line of several stations is as far as its slowest part.
    """

    restaurant_id: str
    order_id: str
    visit_id: str
    statuses: dict


@dataclass(frozen=True)
class DishAvailabilitySet:
    restaurant_id: str
    item_id: str
    available: bool
    until: datetime | None
    left: int | None


@dataclass(frozen=True)
class RushAnswered:
    """The kitchen's word to a table that asked to hurry; `minutes` 0 is "almost ready"."""

    restaurant_id: str
    visit_id: str
    call_ids: tuple[str, ...]
    minutes: int
    by: str


@dataclass(frozen=True)
class DishesOf:
    """Answered with `[{id, names, category, available, left, sold_out_until, station_ids}]` in the menu's order."""

    restaurant_id: str
