"""Facts about money."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PaymentSettled:
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
