"""The bill, right to the unit: what was sold, less discounts, plus fees, rounded down; and what was paid of it."""

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

from babel.numbers import get_currency_precision
from sqlalchemy import bindparam, select

from core.clock import now, rfc3339
from core.errors import Conflict, Invalid, NotFound
from core.statements import run, statement
from payments.bills.models import Bill, BillRow
from payments.bills.totals import Off, Rows, Sums, Terms, covered, price_of, read_rows, sums_of
from payments.payments.models import Payment
from payments.payments.states import state_at
from restaurants.profile.fees import tax_within
from restaurants.profile.queries import restaurant_of

MONEY = (
    Payment.id,
    Payment.amount,
    Payment.tip,
    Payment.split,
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
ROWS = statement(  # sorted by the reader: SQLite would take the order by id from the key, through all bills
    select(*BillRow.__table__.c).where(
        BillRow.restaurant_id == bindparam("restaurant"), BillRow.bill_id == bindparam("visit")
    )
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
    """A bill as it stands: its row, its rows read, and its payments.

    Of a payment with a tip the bill's part counts; what goes back goes back of the bill's part first.
    """

    bill: object
    rows: Rows
    payments: list

    @property
    def orders(self) -> list[tuple[str, int]]:
        return self.rows.orders

    @cached_property
    def terms(self) -> Terms:
        whole = (row for row in self.rows.discounts if row.order_id is None)
        off = tuple(Off(row.id, row.rate, -row.amount, row.source.startswith("comp:")) for row in whole)
        return Terms(self.bill.fees, self.bill.covers, off, step_of(self.bill.round_down, self.bill.currency))

    @cached_property
    def sums(self) -> Sums:
        return self.sums_in("zh")

    def sums_in(self, lang: str) -> Sums:
        return sums_of(self.terms, [amount for _, amount in self.orders], lang, self.bill.currency)

    @property
    def total(self) -> int:
        return self.sums.total

    @property
    def paid(self) -> int:
        return sum(p.amount - p.tip for p in self.payments if p.paid_at)

    @property
    def tips(self) -> int:
        """What is left of them."""
        return sum(min(p.tip, p.amount - p.refunded_total) for p in self.payments if p.paid_at)

    @property
    def refunded(self) -> int:
        return sum(min(p.refunded_total, p.amount - p.tip) for p in self.payments)

    @property
    def owed_again(self) -> int:
        return sum(min(p.owed_again, p.amount - p.tip) for p in self.payments)

    @property
    def received(self) -> int:
        """What counts towards the bill. Money given back as a courtesy still counts; what is owed again does not."""
        return self.paid - self.owed_again

    @property
    def due(self) -> int:
        return max(0, self.total - self.received)

    @property
    def overpaid(self) -> int:
        """Money that came for nothing and has not gone back yet."""
        return max(0, self.received - self.total - (self.refunded - self.owed_again))

    def covered(self, more: int = 0, named=()) -> list[str]:
        """The orders that are paid; with `more` money, that names `named`, if it is given."""
        names = set(named)
        for p in self.payments:
            if p.paid_at and p.owed_again < p.amount:
                names |= set(p.order_ids)
        return covered(self.terms, self.orders, self.received + more, names)

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
        price = price_of(self.terms, self.orders, named & unpaid)
        if not 0 < price <= self.due:
            raise Invalid(f"{self.due} is due.", errors={"order_ids": ["Pay what is due instead."]})
        return price


def standing_of(session, restaurant_id: str, visit_id: str) -> Standing | None:
    """None where the visit has no bill."""
    one = {"restaurant": restaurant_id, "visit": visit_id}
    bills, rows, payments = run(session, BILL(**one), ROWS(**one), PAYMENTS(**one))
    return Standing(bills[0], read_rows(sorted(rows, key=lambda row: row.id)), payments) if bills else None


def step_of(round_down: str, currency: str) -> int:
    """To what a total is rounded down: 1 is not at all, 10 and 100 fen are 抹零 to the jiao and to the yuan."""
    places = {"off": 0, "tenth": get_currency_precision(currency) - 1, "whole": get_currency_precision(currency)}
    return 10 ** max(0, places[round_down])


def bill_of(session, question) -> dict:
    """For other rooms: BillOf."""
    return bill_shape(session, question.restaurant_id, question.visit_id, getattr(question, "lang", "zh"))


def bill_shape(session, restaurant_id: str, visit_id: str, lang: str = "zh") -> dict:
    """The REST shape, whole."""
    standing = standing_of(session, restaurant_id, visit_id)
    if standing is None:
        currency = restaurant_of(session, restaurant_id)["currency"]
        bill = SimpleNamespace(id=visit_id, covers=None, fees=[], round_down="off", currency=currency)
        standing = Standing(bill, Rows(), [])
    return _shape(standing, standing.sums_in(lang), lang)


def _shape(standing: Standing, sums: Sums, lang: str) -> dict:
    paid, refunded, due = standing.paid, standing.refunded, standing.due
    discounts = discounts_in(standing, sums)
    paying = _paying(standing.payments)
    return {
        "id": standing.bill.id,
        "currency": standing.bill.currency,
        "status": "paid" if (paid or discounts) and standing.orders and not due else "open",
        "subtotal": standing.rows.sold,
        "discounts": discounts,
        "discount": sum(each["amount"] for each in discounts),
        "fees": sums.fees,
        "rounding": sums.rounding,
        "total": sums.total,
        "tax": tax_within(standing.bill.fees, sums.total, lang),
        "paid": paid,
        "refunded": refunded,
        "due": due,
        "overpaid": standing.overpaid,
        "tips": standing.tips,
        "payment_state": _payment_state(paid, refunded, due, paying),
        "payment_ids": [p.id for p in standing.payments],
        "being_paid": paying,
    }


def discounts_in(standing: Standing, sums: Sums) -> list[dict]:
    """As they count at this moment; a bill's own come after those of its lines."""
    of_bill = dict(zip((off.id for off in standing.terms.off), sums.off, strict=True))
    return [
        {
            "id": row.id,
            "kind": row.source.partition(":")[0],
            "order_id": row.order_id,
            "line_id": row.line_id,
            "rate": row.rate,
            "amount": of_bill[row.id] if row.order_id is None else -row.amount,
            "reason": row.reason,
            "at": rfc3339(row.at),
        }
        for row in sorted(standing.rows.discounts, key=lambda row: row.order_id is None)
    ]


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
        "tip": p.tip,
        "wallet": p.wallet,
        "payment_id": p.id,
        "until": rfc3339(p.expires_at),
    }
