"""Taking something off a bill, with its reason, and taking that back: rows, each once, none ever changed."""

from sqlalchemy import insert

from core.clock import now
from core.errors import Conflict, Invalid, NotFound
from core.facts import announce, ask
from core.ids import new_id
from core.money import percent_of
from payments.bills.events import DiscountChanged, HoldVisit, OrdersCovered, OrdersOf
from payments.bills.models import BillRow
from payments.bills.queries import Standing, bill_shape, standing_of
from payments.bills.service import LinePaid, tell
from payments.bills.splitting import lines_of, paid_lines
from payments.payments.states import state_at


class MoreOffThanDue(Conflict):
    code, title = "more_off_than_due", "Less than that is still due"


class BillSettled(Conflict):
    code, title = "bill_settled", "The bill is paid"


class DiscountUnknown(NotFound):
    code, title = "discount_unknown", "There is no such discount"


def give_discount(session, restaurant_id: str, visit_id: str, by: str, given: dict) -> dict:
    """`{kind, line_id?, rate?, amount?, reason}` → the bill. A comp takes all of the line, or of the bill, fees too.

    Never below zero, and never below what was paid or is being paid: that is a refund (MoreOffThanDue). LinePaid.
    """
    ask(session, HoldVisit(restaurant_id, visit_id))
    before = standing_of(session, restaurant_id, visit_id)
    if before is None or not before.orders:
        raise MoreOffThanDue("Nothing was ordered yet.", due=0)
    line = given["line_id"] and _line(session, before, restaurant_id, visit_id, given["line_id"])
    id = new_id()
    _write(
        session,
        restaurant_id,
        visit_id,
        id,
        f"{given['kind']}:{id}",
        by,
        given["reason"],
        order_id=line and line.order,
        line_id=line and line.id,
        rate=_rate(given),
        amount=-_amount(given, line.amount if line else None),
    )
    return _told(session, restaurant_id, visit_id, before)


def undo_discount(session, restaurant_id: str, visit_id: str, discount_id: str, by: str, reason: str) -> dict:
    """It counts no more: one row says so. → the bill. Repeating is harmless. BillSettled, LinePaid."""
    ask(session, HoldVisit(restaurant_id, visit_id))
    before = standing_of(session, restaurant_id, visit_id)
    if before is None or discount_id not in before.rows.given:
        raise DiscountUnknown()
    found = next((row for row in before.rows.discounts if row.id == discount_id), None)
    if found is None:
        return bill_shape(session, restaurant_id, visit_id)
    if found.line_id in paid_lines(before):
        raise LinePaid("It was paid with the discount. Leave it.")
    if before.received and not before.due:
        raise BillSettled("It was paid with the discount. Leave it.")
    row = (new_id(), f"undo:{discount_id}", by, reason)
    _write(session, restaurant_id, visit_id, *row, order_id=found.order_id, amount=0)
    return _told(session, restaurant_id, visit_id, before)


def _line(session, standing, restaurant_id, visit_id, line_id):
    lines = lines_of(standing, ask(session, OrdersOf(restaurant_id, visit_id)))
    found = next((line for line in lines if line.id == line_id), None)
    if found is None:
        raise Invalid(errors={"line_id": ["No dish of this table, or taken off."]})
    if line_id in paid_lines(standing):
        raise LinePaid("Give money back instead.")
    if found.amount <= 0:
        raise Invalid(errors={"line_id": ["Nothing is left of it to take off."]})
    return found


def _rate(given) -> str | None:
    """Of the whole bill, a rate counts on what the bill holds when it is read; of a line it is an amount at once."""
    return given["rate"] if given["kind"] == "discount" and not given["line_id"] else None


def _amount(given, of_line: int | None) -> int:
    if of_line is None:
        return given["amount"] or 0
    if given["kind"] == "comp":
        return of_line
    off = percent_of(of_line, given["rate"]) if given["rate"] else given["amount"]
    if not 0 < off <= of_line:
        raise Invalid(f"The dish costs {of_line}.", errors={"amount": [f"Between 1 and {of_line}."]})
    return off


def _write(session, restaurant_id, visit_id, id, source, by, reason, *, order_id, amount, line_id=None, rate=None):
    session.execute(
        insert(BillRow),
        {
            "restaurant_id": restaurant_id,
            "id": id,
            "bill_id": visit_id,
            "source": source,
            "order_id": order_id,
            "line_id": line_id,
            "rate": rate,
            "amount": amount,
            "reason": reason,
            "by": by,
            "at": now(),
        },
    )


def _told(session, restaurant_id, visit_id, before: Standing) -> dict:
    """Whoever has paid or is paying has paid what was shown; the bill may not fall below it."""
    after = standing_of(session, restaurant_id, visit_id)
    at = now()
    paying = sum(p.amount - p.tip for p in after.payments if state_at(p, at) == "pending" and p.wallet != "counter")
    if after.total < before.total and after.total < after.received + paying:
        due = max(0, before.due - paying)
        raise MoreOffThanDue(f"{due} is due. Give money back instead.", due=due)
    announce(session, DiscountChanged(restaurant_id, visit_id))
    orders = after.covered()
    if orders:
        announce(session, OrdersCovered(restaurant_id, visit_id, tuple(orders)))
    return tell(session, restaurant_id, visit_id)
