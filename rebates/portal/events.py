"""What the portal asks of whoever talks to the platform."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrderSyncWanted:
    """The provider wants the order behind this payment told to the platform again."""

    restaurant_id: str
    payment_id: str
