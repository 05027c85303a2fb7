"""Orders as guests, staff and other rooms see them."""

from sqlalchemy import select

from core.clock import rfc3339
from core.languages import said
from ordering.orders.events import OrderPlaced, PlacedLine
from ordering.orders.models import Order, OrderLine
from ordering.visits.queries import names_by_id, names_of, visit_of


def orders_of(session, restaurant_id: str, visit_id: str, lang: str = "zh") -> list[dict]:
    """A visit's orders, first round first."""
    orders = session.execute(
        select(*Order.__table__.c)
        .where(Order.restaurant_id == restaurant_id, Order.visit_id == visit_id)
        .order_by(Order.round)
    ).all()
    return shape_orders(session, restaurant_id, orders, lang)


def order_of(session, restaurant_id: str, order_id: str, lang: str = "zh") -> dict | None:
    """One order, or None."""
    orders = session.execute(
        select(*Order.__table__.c).where(Order.restaurant_id == restaurant_id, Order.id == order_id)
    ).all()
    return next(iter(shape_orders(session, restaurant_id, orders, lang)), None)


def answer_orders(session, question) -> list[dict]:
    """For other rooms: OrdersOf."""
    return orders_of(session, question.restaurant_id, question.visit_id, getattr(question, "lang", "zh"))


def shape_orders(session, restaurant_id, orders, lang) -> list[dict]:
    if not orders:
        return []
    lines = session.execute(
        select(*OrderLine.__table__.c)
        .where(OrderLine.restaurant_id == restaurant_id, OrderLine.order_id.in_([o.id for o in orders]))
        .order_by(OrderLine.id)
    ).all()
    guests = {}
    for visit_id in {o.visit_id for o in orders}:
        guests |= names_of(session, restaurant_id, visit_id)
    elsewhere = ({o.placed_by for o in orders} | {line.guest_id for line in lines}) - guests.keys()
    if elsewhere:  # of rounds that came from another table
        guests |= names_by_id(session, restaurant_id, elsewhere)
    return [order_shape(o, [line for line in lines if line.order_id == o.id], guests, lang) for o in orders]


def order_shape(o, lines, guests, lang) -> dict:
    """The REST shape of an order's row and those of its lines; `guests` as `names_of` gives them."""
    return {
        "id": o.id,
        "visit_id": o.visit_id,
        "number": o.number,
        "label": f"#{o.number:03d}",
        "round": o.round,
        "status": o.status,
        "payment_state": o.payment_state,
        "waits": o.released_at is None and o.status == "placed",
        "note": o.note,
        "allergy_note": o.allergy_note,
        "total": o.total,
        "placed_at": rfc3339(o.placed_at),
        "released_at": rfc3339(o.released_at),
        "accepted_at": rfc3339(o.accepted_at),
        "staff_told_at": rfc3339(o.staff_told_at),
        "placed_by": guests.get(o.placed_by),
        "reason": o.reason,
        "lines": [_line_shape(line, guests, lang) for line in lines],
    }


def _line_shape(line, guests, lang) -> dict:
    return {
        "id": line.id,
        "item_id": line.item_id,
        "name": said(line.names, lang),
        "names": line.names,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "line_total": line.line_total,
        "note": line.note,
        "modifiers": [{**m, "name": said(m["names"], lang)} for m in line.modifiers],
        "added_by": guests.get(line.guest_id),
        "course": line.course,
        "held": line.held and line.status == "queued",
        "fired_at": rfc3339(line.fired_at),
        "status": line.status,
        "changed_at": rfc3339(line.changed_at),
        "reason": line.reason,
    }


def sent_fact(session, restaurant_id: str, order_id: str) -> OrderPlaced:
    """Of a stored order, for what comes later."""
    o = session.execute(
        select(*Order.__table__.c).where(Order.restaurant_id == restaurant_id, Order.id == order_id)
    ).one()
    visit = visit_of(session, restaurant_id, o.visit_id)
    rows = session.execute(
        select(*OrderLine.__table__.c)
        .where(OrderLine.restaurant_id == restaurant_id, OrderLine.order_id == order_id, OrderLine.status != "voided")
        .order_by(OrderLine.id)
    ).all()
    lines = tuple(
        PlacedLine(
            id=r.id,
            item_id=r.item_id,
            names=r.names,
            quantity=r.quantity,
            modifiers=tuple(r.modifiers),
            note=r.note,
            unit_price=r.unit_price,
            line_total=r.line_total,
            station_ids=tuple(r.station_ids),
            course=r.course,
            stations_finish=r.stations_finish,
            guest_id=r.guest_id,
        )
        for r in rows
    )
    return OrderPlaced(
        restaurant_id=restaurant_id,
        visit_id=o.visit_id,
        order_id=o.id,
        number=o.number,
        round=o.round,
        table_id=visit.table_id,
        table_label=visit.table_label,
        covers=visit.covers,
        note=o.note,
        allergy_note=o.allergy_note,
        placed_at=o.placed_at,
        total=o.total,
        lines=lines,
    )
