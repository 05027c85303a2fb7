"""Facts about money."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PaymentStarted:
    """`order_ids` are those that this money would pay for."""

    restaurant_id: str
    visit_id: str
    payment_id: str
    order_ids: tuple[str, ...]


@dataclass(frozen=True)
class PaymentEnded:
    """Without money: refused, closed or expired."""

    restaurant_id: str
    visit_id: str
    payment_id: str


@dataclass(frozen=True)
class PaymentSettled:
    """`order_ids` are the orders of the bill that are paid now, those that were paid before among them."""

    restaurant_id: str
    visit_id: str
    payment_id: str
    wallet: str
    channel: str
    amount: int
    settled_at: datetime
    order_ids: tuple[str, ...]
    user_key: str | None


@dataclass(frozen=True)
class PaymentRefunded:
    """`order_ids` are those that this payment had made paid; `whole` says that all the money for them is back."""

    restaurant_id: str
    visit_id: str
    payment_id: str
    refund_id: str
    amount: int
    refunded_total: int
    paid: int
    at: datetime
    order_ids: tuple[str, ...]
    whole: bool
    due_again: bool = False
