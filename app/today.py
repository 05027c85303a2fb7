"""The owner's day: one page out of every room."""

from collections import Counter
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.stuck import stuck_of
from app.today_schemas import TodayOut
from core.clock import business_day, day_bounds, now, rfc3339
from core.facts import ask
from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from kitchen.alarms.queries import alarms_of
from kitchen.screens.queries import health_of, reach_of
from kitchen.slips.queries import printers_in_trouble
from kitchen.tickets.models import NOWHERE, Ticket, on_board
from kitchen.tickets.states import OPEN
from ordering.calls.service import calls_of
from ordering.menu.models import MenuItem
from ordering.orders.models import Order
from ordering.orders.queries import orders_of
from ordering.table.events import BillOf
from ordering.visits.queries import open_visits, staff_shape
from payments.payments.models import BILLS_PART, BILLS_PART_BACK, Payment
from payments.payments.queries import late_money, pending_shape
from payments.reconciling.queries import open_differences
from payments.refund_requests.queries import open_requests
from restaurants.profile.hours import closes_at, next_opening
from restaurants.profile.queries import is_open, restaurant_of
from restaurants.stations.queries import stations_of

blp = Blueprint("today", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="The day so far")


@blp.route("/today", methods=["GET"])
@staff_only("owner", "manager", "waiter")
@blp.response(200, TodayOut)
def today(restaurant_id):
    """Orders, money, who waits for what."""
    with reading() as session:
        return today_of(session, restaurant_id)


def today_of(session, restaurant_id: str) -> dict:
    """TodayOut."""
    restaurant, at = restaurant_of(session, restaurant_id), now()
    hours, zone = restaurant["hours"], restaurant["time_zone"]
    day = business_day(at, zone, restaurant["day_starts_at"])
    bounds = day_bounds(day, zone, restaurant["day_starts_at"])
    orders = _orders(session, restaurant_id, day)
    visits = [_visit(session, restaurant_id, v) for v in open_visits(session, restaurant_id)]
    tables = {v["id"]: v["table"] for v in visits}
    unheard = [o for o in orders if o.released_at and not o.accepted_at and o.status == "placed"]
    held = [o for o in orders if not o.released_at and o.status == "placed" and o.visit_id in tables]
    opened = is_open(restaurant, at)
    unpaid = sum(v["bill"]["due"] for v in visits)
    return {
        "business_day": day.isoformat(),
        "server_time": rfc3339(at),
        "currency": restaurant["currency"],
        "orders": len(orders),
        "total": sum(o.total for o in orders),
        "takings": _settled(session, restaurant_id, orders) + unpaid,
        "unpaid": unpaid,
        "average_ready_seconds": _average_ready(session, restaurant_id, bounds),
        "by_hour": _by_hour(orders, zone, restaurant["day_starts_at"]),
        "alarms": alarms_of(session, restaurant_id),
        "unacknowledged": len(unheard),
        "unheard": [_unheard(o, tables) for o in unheard[:20]],
        "waiting": [w for o in held for w in [_waiting(session, restaurant, o, tables)]],
        "open_visits": visits,
        "refund_requests": open_requests(session, restaurant_id),
        "late_money": late_money(session, restaurant_id, bounds[0]),
        "open_differences": open_differences(session, restaurant_id),
        "stuck_errands": stuck_of(session, restaurant_id),
        "calls": calls_of(session, restaurant_id),
        "screens": _screens(session, restaurant_id),
        "printers": printers_in_trouble(session, restaurant_id),
        "sold_out": _sold_out(session, restaurant_id, at),
        "paused_until": rfc3339(restaurant["paused_until"]),
        "open": opened,
        "closes_at": rfc3339(closes_at(hours, zone, at)),
        "opens_at": None if opened else rfc3339(next_opening(hours, zone, at)),
    }


def _orders(session, restaurant_id, day) -> list:
    return session.execute(
        select(
            Order.id,
            Order.visit_id,
            Order.number,
            Order.status,
            Order.total,
            Order.placed_at,
            Order.released_at,
            Order.accepted_at,
        )
        .where(Order.restaurant_id == restaurant_id, Order.day == day, Order.status != "cancelled")
        .order_by(Order.placed_at)
    ).all()


def _settled(session, restaurant_id, orders) -> int:
    """What came in for these orders' tables, fees included, less what went back; tips are none of it."""
    amount = func.coalesce(func.sum(BILLS_PART - BILLS_PART_BACK), 0)
    return int(
        session.execute(
            select(amount).where(
                Payment.restaurant_id == restaurant_id,
                Payment.paid_at.is_not(None),
                Payment.visit_id.in_({o.visit_id for o in orders}),
            )
        ).scalar()
    )


def _by_hour(orders, zone, day_starts_at) -> list[dict]:
    """From the first hour with an order to the last one, none left out."""
    first = int(day_starts_at[:2])
    counts, totals = Counter(), Counter()
    for o in orders:
        place = (o.placed_at.astimezone(ZoneInfo(zone)).hour - first) % 24
        counts[place] += 1
        totals[place] += o.total
    if not counts:
        return []
    return [
        {"hour": (first + place) % 24, "orders": counts[place], "total": totals[place]}
        for place in range(min(counts), max(counts) + 1)
    ]


def _average_ready(session, restaurant_id, bounds) -> int | None:
    """Seconds from fired to bumped over the day's tickets: a later course waits for its table, not for a cook."""
    rows = session.execute(
        select(Ticket.fired_at, Ticket.bumped_at).where(
            Ticket.restaurant_id == restaurant_id,
            Ticket.status == "bumped",
            Ticket.bumped_at >= bounds[0],
            Ticket.fired_at >= bounds[0],
        )
    ).all()
    spent = [(r.bumped_at - r.fired_at).total_seconds() for r in rows]
    return round(sum(spent) / len(spent)) if spent else None


def _unheard(o, tables) -> dict:
    return {
        "order_id": o.id,
        "visit_id": o.visit_id,
        "label": f"#{o.number:03d}",
        "table": tables.get(o.visit_id, ""),
        "released_at": rfc3339(o.released_at),
    }


def _waiting(session, restaurant, o, tables) -> dict:
    whole = next(each for each in orders_of(session, restaurant["id"], o.visit_id) if each["id"] == o.id)
    return {
        "order_id": o.id,
        "visit_id": o.visit_id,
        "label": whole["label"],
        "table": tables[o.visit_id],
        "total": o.total,
        "placed_at": rfc3339(o.placed_at),
        "dishes": [f"{line['name']} ×{line['quantity']}" for line in whole["lines"]],
        "for_payment": restaurant["service_mode"] == "pay_first",
    }


def _screens(session, restaurant_id) -> list[dict]:
    counts = dict(
        session.execute(
            select(Ticket.station_id, func.count())
            .where(Ticket.restaurant_id == restaurant_id, on_board(), Ticket.status.in_(OPEN), Ticket.held.is_(False))
            .group_by(Ticket.station_id)
        ).all()
    )
    stations = stations_of(session, restaurant_id)
    return [
        {**screen, "open_tickets": sum(counts.get(s, 0) for s in {*seen, NOWHERE}) if seen else 0}
        for screen in health_of(session, restaurant_id)
        for _, _, seen in [reach_of(screen["station_ids"], stations)]
    ]


def _sold_out(session, restaurant_id, at) -> list[dict]:
    rows = session.execute(
        select(MenuItem.id, MenuItem.names, MenuItem.sold_out_until)
        .where(
            MenuItem.restaurant_id == restaurant_id,
            MenuItem.archived_at.is_(None),
            MenuItem.available.is_(False) | (MenuItem.left_count == 0),
            MenuItem.sold_out_until.is_(None) | (MenuItem.sold_out_until > at),
        )
        .order_by(MenuItem.position, MenuItem.id)
    )
    return [{"id": r.id, "names": r.names, "sold_out_until": rfc3339(r.sold_out_until)} for r in rows]


def _visit(session, restaurant_id, visit) -> dict:
    return {
        **staff_shape(visit),
        "bill": ask(session, BillOf(restaurant_id, visit.id)),
        "pending_payment": pending_shape(session, restaurant_id, visit.id),
    }
