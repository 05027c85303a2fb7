"""The bill follows what other rooms announce; nobody edits it."""

from sqlalchemy import insert, update

from core.clock import now
from core.errors import Conflict
from core.facts import announce
from core.ids import new_id
from core.pushes import push
from core.statements import run, statement, write
from payments.bills.events import OrdersCovered
from payments.bills.models import Bill, BillRow
from payments.bills.queries import ROWS, bill_shape, standing_of
from payments.bills.splitting import paid_lines, shared_in
from restaurants.profile.fees import terms_of
from restaurants.profile.queries import restaurant_of

ROW = statement(insert(BillRow))


class LinePaid(Conflict):
    code, title = "line_paid", "Somebody has paid for this dish"


def open_bill(session, fact) -> None:
    """With the fees of this moment: those that guests are shown before their first dish. (VisitOpened)"""
    restaurant = restaurant_of(session, fact.restaurant_id)
    session.execute(
        insert(Bill),
        {
            "restaurant_id": fact.restaurant_id,
            "id": fact.visit_id,
            "covers": fact.covers,
            "currency": restaurant["currency"],
            "fees": terms_of(restaurant),
            "round_down": restaurant["round_down"],
            "opened_at": now(),
        },
    )


def add_to_bill(session, fact) -> None:
    """(OrderPlaced)"""
    _add_row(session, fact, f"order:{fact.order_id}", fact.total)
    _tell_what_is_covered(session, fact.restaurant_id, fact.visit_id)


def take_off_bill(session, fact) -> None:
    """What is left of the order. LinePaid where somebody has paid for a dish of it. (OrderCancelled)"""
    standing = standing_of(session, fact.restaurant_id, fact.visit_id)
    if any(fact.order_id in shared.orders for shared in shared_in(standing)):
        raise LinePaid("Refund what was paid of it instead.")
    rows = run(session, ROWS(restaurant=fact.restaurant_id, visit=fact.visit_id))[0]
    own = (row for row in rows if row.order_id == fact.order_id and row.line_id is None)
    _add_row(session, fact, f"cancel:{fact.order_id}", -sum(row.amount for row in own), fact.reason)
    _tell_what_is_covered(session, fact.restaurant_id, fact.visit_id)


def take_line_off_bill(session, fact) -> None:
    """LinePaid where somebody chose the dish and paid for it. (LineVoided)"""
    if fact.line_id in paid_lines(standing_of(session, fact.restaurant_id, fact.visit_id)):
        raise LinePaid("Refund it instead.")
    _add_row(session, fact, f"void:{fact.line_id}", -fact.amount, fact.reason)
    _tell_what_is_covered(session, fact.restaurant_id, fact.visit_id)


def set_covers_on_bill(session, fact) -> None:
    """(CoversChanged)"""
    session.execute(
        update(Bill)
        .where(Bill.restaurant_id == fact.restaurant_id, Bill.id == fact.visit_id)
        .values(covers=fact.covers)
    )
    tell(session, fact.restaurant_id, fact.visit_id)


def tell(session, restaurant_id: str, visit_id: str) -> dict:
    """Every phone at the table and the owner's page get the whole bill."""
    shape = bill_shape(session, restaurant_id, visit_id)
    push(session, restaurant_id, f"visit:{visit_id}", "bill.changed", shape)
    return shape


def _add_row(session, fact, source, amount, reason=""):
    write(
        session,
        ROW(
            restaurant_id=fact.restaurant_id,
            id=new_id(),
            bill_id=fact.visit_id,
            source=source,
            order_id=fact.order_id,
            line_id=None,
            rate=None,
            amount=amount,
            reason=reason,
            by=None,
            at=now(),
        ),
    )


def _tell_what_is_covered(session, restaurant_id, visit_id):
    """Money that came earlier may reach further now; on a bill without money this costs nothing more than telling."""
    shape = tell(session, restaurant_id, visit_id)
    if shape["paid"]:
        orders = standing_of(session, restaurant_id, visit_id).covered()
        if orders:
            announce(session, OrdersCovered(restaurant_id, visit_id, tuple(orders)))
