"""What rebates asks of other rooms."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TradesOf:
    """Answered with `[(payment_id, channel, wallet, amount, settled_at, refunded)]` of all money that came, ever."""

    restaurant_id: str


@dataclass(frozen=True)
class AllTrades:
    """Answered with a SELECT of all money that ever came, to be streamed: `restaurant_id, payment_id, channel, wallet,
    amount, own` (the buyer's part of it), `refunded, paid_at`."""
