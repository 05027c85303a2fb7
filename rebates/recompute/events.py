"""What rebates asks of other rooms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TradesOf:
    """Answered with `[(payment_id, channel, wallet, amount, settled_at, refunded)]` of all money that came, ever."""

    restaurant_id: str
