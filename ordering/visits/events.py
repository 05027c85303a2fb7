"""What this feature announces, and the question that it answers."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class VisitOpened:
    restaurant_id: str
    visit_id: str
    table_id: str
    covers: int | None


@dataclass(frozen=True)
class CoversChanged:
    restaurant_id: str
    visit_id: str
    covers: int


@dataclass(frozen=True)
class GuestRenamed:
    restaurant_id: str
    visit_id: str
    guest_id: str


@dataclass(frozen=True)
class VisitClosed:
    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class VisitOf:
    """Answered with `{id, table_id, table_label, covers, channel, status, fees}` or None."""

    restaurant_id: str
    visit_id: str


@dataclass(frozen=True)
class VisitMoved:
    """The party sits elsewhere now; `table` is the new label."""

    restaurant_id: str
    visit_id: str
    table: str
    at: datetime


@dataclass(frozen=True)
class VisitsMerged:
    """Everything of `visit_id` belongs to `into_visit_id` now. `rounds`: order id → its round there."""

    restaurant_id: str
    visit_id: str
    into_visit_id: str
    table: str
    rounds: dict
    at: datetime


@dataclass(frozen=True)
class RoundsSeparated:
    """Rounds of `visit_id` belong to `into_visit_id` now, which sits at `table`. `rounds` as with VisitsMerged."""

    restaurant_id: str
    visit_id: str
    into_visit_id: str
    table: str
    rounds: dict
    at: datetime
