"""Two tables become one bill."""

from sqlalchemy import update

from payments.bills.models import BillRow
from payments.bills.service import tell


def join_bills(session, fact) -> None:
    """What was owed for the one visit is owed for the other. (VisitsMerged)"""
    session.execute(
        update(BillRow)
        .where(BillRow.restaurant_id == fact.restaurant_id, BillRow.bill_id == fact.visit_id)
        .values(bill_id=fact.into_visit_id)
    )
    tell(session, fact.restaurant_id, fact.into_visit_id)
