"""Two tables become one bill, or one becomes two. Rows change the bill that they stand on, nothing else of them."""

from sqlalchemy import update

from core.errors import Conflict
from payments.bills.models import BillRow
from payments.bills.queries import standing_of
from payments.bills.service import tell
from payments.bills.splitting import shared_in


class BillTouched(Conflict):
    code, title = "bill_touched", "Money has already moved on this table's bill"


def join_bills(session, fact) -> None:
    """What was owed for the one visit is owed for the other. (VisitsMerged)"""
    session.execute(_rows(fact).values(bill_id=fact.into_visit_id))
    tell(session, fact.restaurant_id, fact.into_visit_id)


def part_bills(session, fact) -> None:
    """What was owed for these rounds, with what was taken off them, is owed there. What was taken off the whole bill
    stays. BillTouched where something of them is paid, or what is left is less than what came. (RoundsSeparated)"""
    before = standing_of(session, fact.restaurant_id, fact.visit_id)
    named = {order for p in before.payments if p.paid_at for order in p.order_ids}
    named |= {order for shared in shared_in(before) for order in shared.orders}
    if named & set(fact.rounds):
        raise BillTouched("Something of these rounds is paid. Give the money back first.")
    session.execute(_rows(fact).where(BillRow.order_id.in_(fact.rounds)).values(bill_id=fact.into_visit_id))
    after = standing_of(session, fact.restaurant_id, fact.visit_id)
    if after.received > after.total:
        raise BillTouched("What is left would be less than what was paid. Give money back first.")
    for visit_id in (fact.visit_id, fact.into_visit_id):
        tell(session, fact.restaurant_id, visit_id)


def _rows(fact):
    return update(BillRow).where(BillRow.restaurant_id == fact.restaurant_id, BillRow.bill_id == fact.visit_id)
