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
