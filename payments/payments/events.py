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
    """`order_ids` are the orders of the bill that are paid now, those that were paid before among them.

    `amount` is the bill's part of it, without a tip; `buyer_paid` what of it was the buyer's own money, None where the
    wallet does not say. `user_key` stands for who paid, `trade_no` is the wallet's number.
    """

    restaurant_id: str
    visit_id: str
    payment_id: str
    wallet: str
    channel: str
    amount: int
    settled_at: datetime
    order_ids: tuple[str, ...]
    user_key: str | None
    table_id: str | None = None
    trade_no: str | None = None
    buyer_paid: int | None = None
    order_type: str = "dine_in"


@dataclass(frozen=True)
class PayerKnown:
    """Who paid is told only after the money has come."""

    restaurant_id: str
    payment_id: str
    user_key: str


@dataclass(frozen=True)
class PayersMerged:
    """Two keys stand for one user of the wallet: `user_key` is the same as `same_as`."""

    restaurant_id: str
    user_key: str
    same_as: str


@dataclass(frozen=True)
class MoneyUnmatched:
    """A wallet says that it took money under a number of ours that nobody here knows (an old backup was restored)."""

    restaurant_id: str
    wallet: str
    number: str
    amount: int
    paid_at: datetime
    partner_ref: str | None


@dataclass(frozen=True)
class GuestSignedIn:
    """A phone's wallet user is known, from the server's own exchange with the wallet: it sits in the mini program."""

    restaurant_id: str
    visit_id: str
    guest_id: str
    user_key: str


@dataclass(frozen=True)
class OrderSynced:
    """The wallet was told the order behind a payment. `state`: done or refused, with the partner's `code`."""

    restaurant_id: str
    payment_id: str
    state: str
    code: str | None
    at: datetime


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
