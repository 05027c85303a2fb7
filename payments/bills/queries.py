"""The bill, right to the unit: rows plus fees, minus what was paid."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import bindparam, func, select

from core.clock import now, rfc3339
from core.errors import Conflict, Invalid, NotFound
from core.statements import run, statement
from payments.bills.models import Bill, BillRow
from payments.bills.totals import covered, fees_of, price_of, total_of
from payments.payments.models import Payment
from payments.payments.states import state_at
from restaurants.profile.queries import restaurant_of

MONEY = (
    Payment.id,
    Payment.amount,
    Payment.wallet,
    Payment.order_ids,
    Payment.opened_by,
    Payment.opened_by_name,
    Payment.opened_by_mark,
    Payment.expires_at,
    Payment.paid_at,
    Payment.failed_at,
    Payment.closed_at,
    Payment.refund_held,
    Payment.refunded_total,
    Payment.owed_again,
)


BILL = statement(
    select(*Bill.__table__.c).where(Bill.restaurant_id == bindparam("restaurant"), Bill.id == bindparam("visit"))
)
LEFT = statement(
    select(BillRow.order_id, func.sum(BillRow.amount), func.count())
    .where(BillRow.restaurant_id == bindparam("restaurant"), BillRow.bill_id == bindparam("visit"))
    .group_by(BillRow.order_id)
    .order_by(func.min(BillRow.id))
)
PAYMENTS = statement(
    select(*MONEY)
    .where(Payment.restaurant_id == bindparam("restaurant"), Payment.visit_id == bindparam("visit"))
    .order_by(Payment.opened_at)
)


class VisitUnknown(NotFound):
    code, title = "visit_unknown", "There is no such visit"


class NothingDue(Conflict):
    code, title = "nothing_due", "Nothing is due"


@dataclass(frozen=True)
class Standing:
    """A bill as it stands: its row, what is left of each order that was not taken back, and its payments."""

    bill: object
    orders: list[tuple[str, int]]
    payments: list

    @cached_property
    def total(self) -> int:
        return total_of(self.bill.fees, self.bill.covers, [amount for _, amount in self.orders])

    @property
    def paid(self) -> int:
        return sum(p.amount for p in self.payments if p.paid_at)

    @property
    def refunded(self) -> int:
        return sum(p.refunded_total for p in self.payments)

    @property
    def received(self) -> int:
        """What counts towards the bill. Money given back as a courtesy still counts; what is owed again does not."""
        return self.paid - sum(p.owed_again for p in self.payments)

    @property
    def due(self) -> int:
        return max(0, self.total - self.received)

    @property
    def overpaid(self) -> int:
        """Money that came for nothing and has not gone back yet."""
        given_back = self.refunded - sum(p.owed_again for p in self.payments)
        return max(0, self.received - self.total - given_back)

    def covered(self, more: int = 0, named=()) -> list[str]:
        """The orders that are paid; with `more` money, that names `named`, if it is given."""
        names = set(named)
        for p in self.payments:
            if p.paid_at and p.owed_again < p.amount:
                names |= set(p.order_ids)
        return covered(self.bill.fees, self.bill.covers, self.orders, self.received + more, names)

    def price_of(self, named: set[str]) -> int:
        """What those who name these orders pay; the last to pay pays all that is left. Invalid, NothingDue."""
        unknown = named - {order_id for order_id, _ in self.orders}
        if unknown:
            raise Invalid(errors={"order_ids": [f"No open orders of this table: {', '.join(sorted(unknown))}."]})
        unpaid = {order_id for order_id, _ in self.orders} - set(self.covered())
        if not named & unpaid:
            raise NothingDue("These orders are paid.")
        if unpaid <= named:
            return self.due
        price = price_of(self.bill.fees, self.bill.covers, self.orders, named & unpaid)
        if not 0 < price <= self.due:
            raise Invalid(f"{self.due} is due.", errors={"order_ids": ["Pay what is due instead."]})
        return price


def standing_of(session, restaurant_id: str, visit_id: str) -> Standing | None:
    """None where the visit has no bill."""
    one = {"restaurant": restaurant_id, "visit": visit_id}
    bills, rows, payments = run(session, BILL(**one), LEFT(**one), PAYMENTS(**one))
    if not bills:
        return None
    # One row and nothing left of it is a free order, which still counts; more rows are an order that was taken back.
    orders = [(order_id, int(left)) for order_id, left, count in rows if left or count == 1]
    return Standing(bills[0], orders, payments)


def bill_of(session, question) -> dict:
    """For other rooms: BillOf."""
    return bill_shape(session, question.restaurant_id, question.visit_id, getattr(question, "lang", "zh"))


def bill_shape(session, restaurant_id: str, visit_id: str, lang: str = "zh") -> dict:
    """The REST shape, whole."""
    standing = standing_of(session, restaurant_id, visit_id)
    if standing is None:
        return _shape(visit_id, restaurant_of(session, restaurant_id)["currency"], [], None)
    amounts = [amount for _, amount in standing.orders]
    fees = fees_of(standing.bill.fees, standing.bill.covers, amounts, lang, standing.bill.currency)
    return _shape(visit_id, standing.bill.currency, fees, standing)


def _shape(visit_id, currency, fees, standing) -> dict:
    total, paid, refunded, due, overpaid, payments = (
        (standing.total, standing.paid, standing.refunded, standing.due, standing.overpaid, standing.payments)
        if standing
        else (0, 0, 0, 0, 0, [])
    )
    paying = _paying(payments)
    return {
        "id": visit_id,
        "currency": currency,
        "status": "paid" if paid and not due else "open",
        "subtotal": total - sum(fee["amount"] for fee in fees),
        "fees": fees,
        "discount": 0,
        "total": total,
        "paid": paid,
        "refunded": refunded,
        "due": due,
        "overpaid": overpaid,
        "payment_state": _payment_state(paid, refunded, due, paying),
        "payment_ids": [p.id for p in payments],
        "being_paid": paying,
    }


def _payment_state(paid, refunded, due, paying) -> str:
    if paid and refunded >= paid and not due:
        return "refunded"
    if paid and not due:
        return "partly_refunded" if refunded else "paid"
    return "paying" if paying else "unpaid"


def _paying(payments) -> dict | None:
    """Who pays now, and until when; a phone with a wallet before somebody at the counter."""
    at = now()
    waiting = [p for p in payments if state_at(p, at) == "pending"]
    p = next((p for p in waiting if p.wallet != "counter"), None) or next(iter(waiting), None)
    return p and {
        "guest": p.opened_by_name,
        "guest_id": p.opened_by.partition(":")[2] if p.opened_by.startswith("guest:") else None,
        "mark": p.opened_by_mark,
        "amount": p.amount,
        "wallet": p.wallet,
        "payment_id": p.id,
        "until": rfc3339(p.expires_at),
    }
