"""The owner's day: one page out of every room."""

from sqlalchemy import func, select

from core.clock import business_day, now, rfc3339
from core.facts import ask
from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from kitchen.screens.service import screens_of
from ordering.calls.service import calls_of
from ordering.menu.models import MenuItem
from ordering.orders.models import Order
from ordering.table.events import BillOf
from ordering.visits.queries import open_visits, staff_shape
from payments.payments.models import Payment
from restaurants.profile.queries import is_open, restaurant_of

blp = Blueprint("today", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="The day so far")


@blp.route("/today", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200)
def today(restaurant_id):
    """Orders, money, who waits for what."""
    with reading() as session:
        restaurant = restaurant_of(session, restaurant_id)
        day = business_day(now(), restaurant["time_zone"], restaurant["day_starts_at"])
        own = (Order.restaurant_id == restaurant_id, Order.day == day, Order.status != "cancelled")
        count, total = session.execute(select(func.count(), func.coalesce(func.sum(Order.total), 0)).where(*own)).one()
        unseen = session.execute(select(func.count()).where(*own, Order.accepted_at.is_(None))).scalar()
        return {
            "business_day": day.isoformat(),
            "currency": restaurant["currency"],
            "orders": count,
            "total": int(total),
            "unacknowledged": unseen,
            "open_visits": [_visit(session, restaurant_id, v) for v in open_visits(session, restaurant_id)],
            "calls": calls_of(session, restaurant_id),
            "screens": screens_of(session, restaurant_id),
            "sold_out": [
                {"id": r.id, "names": r.names}
                for r in session.execute(
                    select(MenuItem.id, MenuItem.names).where(
                        MenuItem.restaurant_id == restaurant_id,
                        MenuItem.archived_at.is_(None),
                        MenuItem.available.is_(False),
                    )
                )
            ],
            "paused_until": rfc3339(restaurant["paused_until"]),
            "open": is_open(restaurant, now()),
        }


def _visit(session, restaurant_id, visit) -> dict:
    waiting = (
        session.execute(
            select(Payment.id, Payment.amount, Payment.wallet).where(
                Payment.restaurant_id == restaurant_id,
                Payment.visit_id == visit.id,
                Payment.status == "pending",
                Payment.expires_at > now(),
            )
        )
        .mappings()
        .first()
    )
    return {
        **staff_shape(visit),
        "bill": ask(session, BillOf(restaurant_id, visit.id)),
        "pending_payment": waiting and dict(waiting),
    }
