"""The interface of a wallet: what we tell a partner and what a partner may tell us."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.errors import Unavailable


class WalletUnreachable(Unavailable):
    """What became of the call is unknown: ask, never send blindly again."""

    code, title = "wallet_unreachable", "The wallet does not answer"


class WalletRefuses(Exception):
    """The partner said no, for good. The text is for staff."""


class NotGenuine(Exception):
    """A notification that the partner did not sign, or not like this."""


@dataclass(frozen=True)
class Trade:
    """One payment as a partner knows it. `payment_id` is our trade number: unique, the same in every call.

    `amount` is in the minor unit; a wallet that speaks yuan strings converts at its own edge. `opens_in` is "h5",
    "mini_program" or "counter" (a code on a screen of staff); `return_path` is where a browser comes back to, which
    never changes a payment; `payer` is the principal that pays (`guest:<id>`).
    """

    restaurant_id: str
    payment_id: str
    amount: int
    currency: str
    subject: str
    expires_at: datetime
    opens_in: str = "h5"
    return_path: str = "/"
    partner_ref: str | None = None
    payer: str = ""


@dataclass(frozen=True)
class Opened:
    """`client` goes to the phone (`redirect_url`, `trade_no` …); `partner_ref` is the partner's own number."""

    client: dict
    partner_ref: str | None = None


@dataclass(frozen=True)
class Known:
    """What a partner knows of a trade. All of it cumulative, so any number of these in any order tell the same.

    `payer_key` stands for the wallet's user and tells nothing else of a person, `other_key` for the same one under
    another name. `buyer_paid` is the buyer's own part of `amount`. `called_off` is the part of
    `refunded_total` that went back because we had called the trade off: the bill owes it once more.
    """

    amount: int
    paid_at: datetime | None = None
    failed_at: datetime | None = None
    closed_at: datetime | None = None
    refunded_total: int = 0
    partner_ref: str | None = None
    payer_key: str | None = None
    called_off: int = 0
    other_key: str | None = None
    buyer_paid: int | None = None


@dataclass(frozen=True)
class Notice:
    """A verified notification. `notice_id` is the partner's: the same one however often it is delivered.

    `problem` says why it is not believed although the partner signed it (another app, another seller). Without a
    restaurant nobody here can be told: it is kept all the same.
    """

    notice_id: str
    restaurant_id: str
    payment_id: str
    known: Known
    problem: str = ""


class Wallet(Protocol):
    """`lasts` is how long a payment may take; `asked` says whether there is anybody to ask."""

    name: str
    lasts: timedelta
    asked: bool

    def open(self, trade: Trade) -> Opened:
        """Begins the trade. Again with the same trade: the same answer. WalletUnreachable, WalletRefuses."""

    def code(self, trade: Trade) -> str | None:
        """What a phone has to scan to pay an open trade, or None where there is no such thing."""

    def ask(self, trade: Trade) -> Known | None:
        """What the partner knows; None where it has never heard of the trade. WalletUnreachable."""

    def close(self, trade: Trade) -> Known | None:
        """Ends an unpaid trade; one that was paid meanwhile stays paid, and says so. WalletUnreachable."""

    def give_back(self, trade: Trade, request_no: str, amount: int) -> None:
        """Returns when the money is back. The same `request_no` gives once. WalletUnreachable, WalletRefuses."""

    def read(self, headers, raw: bytes) -> Notice:
        """A notification, from its raw bytes. NotGenuine."""
