"""What was sold, by business day."""

from datetime import date, timedelta

from sqlalchemy import func, select

from core.clock import business_day, now
from core.errors import Invalid
from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from core.web.schemas import Schema, fields
from ordering.orders.models import Order, OrderLine
from payments.bills.taken_off import taken_off
from payments.payments.models import BILLS_PART, BILLS_PART_BACK, Payment
from restaurants.profile.queries import restaurant_of

blp = Blueprint("reports", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="What was sold")

LONGEST = timedelta(days=366)


class Span(Schema):
    from_ = fields.Date(data_key="from", load_default=None)
    to = fields.Date(load_default=None)


class Day(Schema):
    day = fields.String()
    orders = fields.Integer()
    total = fields.Integer()


class Dish(Schema):
    item_id = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    quantity = fields.Integer()
    total = fields.Integer()


class SalesOut(Schema):
    """Orders count on their business day, cancelled ones and voided lines do not. Money is in `currency`."""

    from_ = fields.String(data_key="from")
    to = fields.String()
    currency = fields.String()
    orders = fields.Integer()
    total = fields.Integer()
    settled = fields.Integer(metadata={"description": "Money that came in for these tables: fees included, tips not."})
    refunded = fields.Integer()
    discounts = fields.Integer(metadata={"description": "Taken off these tables' bills, lines and whole ones."})
    comps = fields.Integer(metadata={"description": "Given for free: sold, at nothing."})
    days = fields.List(fields.Nested(Day))
    dishes = fields.List(fields.Nested(Dish))


@blp.route("/reports/sales", methods=["GET"])
@staff_only("owner", "manager")
@blp.arguments(Span, location="query")
@blp.response(200, SalesOut)
def sales(query, restaurant_id):
    """`?from=2026-11-01&to=2026-11-30`, both included; today where they are left out."""
    with reading() as session:
        restaurant = restaurant_of(session, restaurant_id)
        today = business_day(now(), restaurant["time_zone"], restaurant["day_starts_at"])
        last = query["to"] or today
        first = query["from_"] or min(last, today)
        if not timedelta(0) <= last - first <= LONGEST:
            raise Invalid(
                "Name at most a year, oldest day first.", errors={"from": ["After `to`, or over a year before it."]}
            )
        return sales_of(session, restaurant, first, last)


def sales_of(session, restaurant: dict, first: date, last: date) -> dict:
    """SalesOut."""
    rid = restaurant["id"]
    own = (Order.restaurant_id == rid, Order.day.between(first, last), Order.status != "cancelled")
    days = session.execute(
        select(Order.day, func.count(), func.sum(Order.total)).where(*own).group_by(Order.day).order_by(Order.day)
    ).all()
    settled, refunded = session.execute(
        select(func.coalesce(func.sum(BILLS_PART), 0), func.coalesce(func.sum(BILLS_PART_BACK), 0)).where(
            Payment.restaurant_id == rid,
            Payment.paid_at.is_not(None),
            Payment.visit_id.in_(select(Order.visit_id).where(*own)),
        )
    ).one()
    off = taken_off(session, rid, select(Order.visit_id).where(*own))
    return {
        "from_": first.isoformat(),
        "to": last.isoformat(),
        "currency": restaurant["currency"],
        "orders": sum(count for _, count, _ in days),
        "total": int(sum(total for _, _, total in days)),
        "settled": int(settled),
        "refunded": int(refunded),
        "discounts": off["discount"],
        "comps": off["comp"],
        "days": [{"day": day.isoformat(), "orders": count, "total": int(total)} for day, count, total in days],
        "dishes": _dishes(session, rid, own),
    }


def _dishes(session, restaurant_id, own) -> list[dict]:
    """Best sold first, under the name that was sold last."""
    lines = session.execute(
        select(OrderLine.item_id, OrderLine.names, OrderLine.quantity, OrderLine.line_total)
        .join(Order, (Order.restaurant_id == OrderLine.restaurant_id) & (Order.id == OrderLine.order_id))
        .where(OrderLine.restaurant_id == restaurant_id, *own, OrderLine.status != "voided")
        .order_by(OrderLine.id)
    )
    dishes: dict[str, dict] = {}
    for line in lines:
        dish = dishes.setdefault(line.item_id, {"item_id": line.item_id, "quantity": 0, "total": 0})
        dish["names"] = line.names
        dish["quantity"] += line.quantity
        dish["total"] += line.line_total
    return sorted(dishes.values(), key=lambda d: (-d["quantity"], -d["total"], d["item_id"]))
