"""The receipt: what was sold, line by line, each fee, and who paid what by which wallet."""

from core.clock import rfc3339
from core.facts import ask
from payments.bills.events import OrdersOf, VisitOf
from payments.bills.queries import bill_shape
from payments.payments.queries import payments_of, refunds_of
from payments.payments.states import refund_state_of
from restaurants.profile.queries import restaurant_of


def receipt_of(session, restaurant_id: str, visit_id: str, lang: str = "zh") -> dict:
    """Readable while the visit lasts and after it: a pre-bill (预结单) as long as something is due.

    Orders and lines that were taken back do not stand on it."""
    restaurant = restaurant_of(session, restaurant_id)
    visit = ask(session, VisitOf(restaurant_id, visit_id))
    came = [p for p in payments_of(session, restaurant_id, visit_id) if p.paid_at]
    back = refunds_of(session, restaurant_id, [p.id for p in came])
    orders = [_order(o) for o in ask(session, OrdersOf(restaurant_id, visit_id, lang)) if o["status"] != "cancelled"]
    bill = bill_shape(session, restaurant_id, visit_id, lang)
    return {
        "kind": "pre_bill" if bill["due"] else "receipt",
        "restaurant": restaurant["name"],
        "address": restaurant["address"],
        "phone": restaurant["phone"],
        "table": visit["table_label"],
        "covers": visit["covers"],
        "rounds": len(orders),
        "opened_at": rfc3339(visit["opened_at"]),
        "closed_at": rfc3339(visit["closed_at"]),
        "time_zone": restaurant["time_zone"],
        "number": orders[0]["label"] if orders else "",
        "orders": orders,
        "bill": bill,
        "payments": [_payment(p, [_refund(r) for r in back if r.payment_id == p.id and _counts(r)]) for p in came],
    }


def _order(o) -> dict:
    kept = ("id", "number", "label", "round", "placed_at", "payment_state", "total")
    return {k: o[k] for k in kept} | {"lines": [_line(line) for line in o["lines"] if line["status"] != "voided"]}


def _line(line) -> dict:
    kept = ("name", "names", "quantity", "unit_price", "line_total", "modifiers", "note")
    return {k: line[k] for k in kept}


def _payment(p, refunds) -> dict:
    return {
        "id": p.id,
        "wallet": p.wallet,
        "method": p.method,
        "amount": p.amount,
        "tip": p.tip,
        "refunded": p.refunded_total,
        "refunds": refunds,
        "by": p.opened_by_name,
        "settled_at": rfc3339(p.paid_at),
        "tendered": p.tendered,
        "change": p.tendered - p.amount if p.tendered is not None else None,
    }


def _counts(refund) -> bool:
    """What the wallet refused is between the restaurant and the wallet: nothing went back."""
    return refund_state_of(done_at=refund.done_at, failed_at=refund.failed_at) != "refused"


def _refund(r) -> dict:
    return {
        "amount": r.amount,
        "status": refund_state_of(done_at=r.done_at, failed_at=r.failed_at),
        "at": rfc3339(r.done_at or r.at),
        "lines": r.lines or [],
    }
