"""What the kitchen's silence means for an order."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class OrderUnheard:
    """Staff were told that no kitchen screen has confirmed a part of it."""

    restaurant_id: str
    order_id: str
    at: datetime


@dataclass(frozen=True)
class OrderHeard:
    """Nothing of it waits to be heard any more."""

    restaurant_id: str
    order_id: str


@dataclass(frozen=True)
class Paper:
    """What a kitchen has on paper: stations whose printer prints every ticket and does, and tickets that it printed."""

    stations: frozenset = frozenset()
    tickets: frozenset = frozenset()


@dataclass(frozen=True)
class PaperOf:
    """Answered with `{restaurant id: Paper}` of those that work from paper. `tickets`: restaurant id → ticket ids."""

    tickets: dict
