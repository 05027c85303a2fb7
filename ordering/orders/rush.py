"""When a table may ask the kitchen to hurry: not before a round has had the time that it needs."""

from collections import defaultdict
from datetime import timedelta

from sqlalchemy import select

from core.clock import now
from core.errors import TooMany
from ordering.orders.models import Order, OrderLine
from ordering.orders.service import OrderUnknown, TooLate
from restaurants.stations.queries import cooking_stations

LEAST = 8 * 60
PART_OF_TARGET = 0.7


def rush_after_seconds(session, restaurant_id: str) -> int:
    """Seconds after an order, or a later course of it, went to the kitchen: 70 % of the slowest station's target, at
    least eight minutes."""
    targets = [s["target_seconds"] for s in cooking_stations(session, restaurant_id)]
    return max(LEAST, int(max(targets, default=0) * PART_OF_TARGET))


def order_to_hurry(session, restaurant_id: str, visit_id: str, order_id: str | None) -> str:
    """The id of the order that is asked about: the one named, else the table's oldest that is not done.

    OrderUnknown for another table's, TooLate for one that is done or of which only held courses are left, TooMany with
    Retry-After for one that is young.
    """
    of_visit = [Order.restaurant_id == restaurant_id, Order.visit_id == visit_id]
    orders = session.execute(
        select(Order.id, Order.status, Order.released_at).where(*of_visit).order_by(Order.round)
    ).all()
    in_work = [o for o in orders if o.released_at and o.status in ("placed", "accepted", "preparing")]
    if order_id and order_id not in {o.id for o in orders}:
        raise OrderUnknown()
    meant = [o for o in in_work if order_id in (None, o.id)]
    if not meant:
        raise TooLate("The kitchen has nothing left to do for it.")
    cooking = _cooking(session, restaurant_id, [o.id for o in meant])
    asked = next((o for o in meant if o.id in cooking), None)
    if asked is None:
        raise TooLate("What is left belongs to a later course, which is cooked when it is called up.")
    since = min(fired_at or asked.released_at for fired_at in cooking[asked.id])
    wait = timedelta(seconds=rush_after_seconds(session, restaurant_id)) - (now() - since)
    if wait > timedelta(0):
        seconds = int(wait.total_seconds()) + 1
        raise TooMany(f"It is still in its time. Ask again in {seconds} s.", headers={"Retry-After": str(seconds)})
    return asked.id


def _cooking(session, restaurant_id, order_ids) -> dict[str, list]:
    """Those with dishes that the kitchen has to make now, and when each was sent for, None being with its order: a
    course that is held is nobody's work yet."""
    rows = session.execute(
        select(OrderLine.order_id, OrderLine.fired_at).where(
            OrderLine.restaurant_id == restaurant_id,
            OrderLine.order_id.in_(order_ids),
            OrderLine.status.in_(("queued", "preparing")),
            OrderLine.held.is_(False),
        )
    )
    found = defaultdict(list)
    for row in rows:
        found[row.order_id].append(row.fired_at)
    return found
