"""The receipt: what was sold, line by line, each fee, and who paid what by which wallet."""

from core.clock import rfc3339
from core.facts import ask
from payments.bills.events import OrdersOf, VisitOf
from payments.bills.queries import bill_shape
from payments.payments.queries import payments_of
from restaurants.profile.queries import restaurant_of


def receipt_of(session, restaurant_id: str, visit_id: str, lang: str = "zh") -> dict:
    """Readable while the visit lasts and after it. Orders and lines that were taken back do not stand on it."""
    restaurant = restaurant_of(session, restaurant_id)
    visit = ask(session, VisitOf(restaurant_id, visit_id))
    orders = [_order(o) for o in ask(session, OrdersOf(restaurant_id, visit_id, lang)) if o["status"] != "cancelled"]
    return {
        "restaurant": restaurant["name"],
        "table": visit["table_label"],
        "covers": visit["covers"],
        "rounds": len(orders),
        "opened_at": rfc3339(visit["opened_at"]),
        "closed_at": rfc3339(visit["closed_at"]),
        "time_zone": restaurant["time_zone"],
        "number": orders[0]["label"] if orders else "",
        "orders": orders,
        "bill": bill_shape(session, restaurant_id, visit_id, lang),
        "payments": [_payment(p) for p in payments_of(session, restaurant_id, visit_id) if p.paid_at],
    }


def _order(o) -> dict:
    kept = ("id", "number", "label", "round", "placed_at", "payment_state", "total")
    return {k: o[k] for k in kept} | {"lines": [_line(line) for line in o["lines"] if line["status"] != "voided"]}


def _line(line) -> dict:
    kept = ("name", "names", "quantity", "unit_price", "line_total", "modifiers", "note")
    return {k: line[k] for k in kept}


def _payment(p) -> dict:
    return {
        "id": p.id,
        "wallet": p.wallet,
        "method": p.method,
        "amount": p.amount,
        "tip": p.tip,
        "refunded": p.refunded_total,
        "by": p.opened_by_name,
        "settled_at": rfc3339(p.paid_at),
        "tendered": p.tendered,
        "change": p.tendered - p.amount if p.tendered is not None else None,
    }
