"""What was taken off many bills together, for reports: read in three statements, counted as each bill counts it."""

from collections import Counter, defaultdict

from sqlalchemy import or_, select

from payments.bills.models import Bill, BillRow
from payments.bills.queries import Standing, discounts_in
from payments.bills.totals import read_rows

PIECE = 400  # bills at a time


def taken_off(session, restaurant_id: str, visits) -> Counter:
    """`{discount, comp}` of the bills of these visits. `visits`: a select of their ids."""
    own = BillRow.restaurant_id == restaurant_id
    given = or_(BillRow.source.like("discount:%"), BillRow.source.like("comp:%"))
    found = select(BillRow.bill_id).where(own, BillRow.bill_id.in_(visits), given).distinct()
    ids, sums = session.execute(found).scalars().all(), Counter()
    for at in range(0, len(ids), PIECE):
        piece, rows = ids[at : at + PIECE], defaultdict(list)
        for row in session.execute(
            select(*BillRow.__table__.c).where(own, BillRow.bill_id.in_(piece)).order_by(BillRow.id)
        ):
            rows[row.bill_id].append(row)
        for bill in session.execute(
            select(*Bill.__table__.c).where(Bill.restaurant_id == restaurant_id, Bill.id.in_(piece))
        ):
            standing = Standing(bill, read_rows(rows[bill.id]), [])
            for each in discounts_in(standing, standing.sums):
                sums[each["kind"]] += each["amount"]
    return sums
