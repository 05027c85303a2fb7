"""Tickets in the shape that boards, pushes and the API share."""

from collections import defaultdict

from sqlalchemy import select

from core.clock import rfc3339
from core.languages import said
from kitchen.tickets.models import NOWHERE, Ticket, TicketLine
from kitchen.tickets.states import OPEN


def tickets_where(session, restaurant_id: str, *conditions, newest_first: bool = False) -> list[dict]:
    """Whole tickets, oldest first."""
    order = (Ticket.bumped_at.desc(),) if newest_first else (Ticket.placed_at, Ticket.id)
    rows = session.execute(
        select(*Ticket.__table__.c).where(Ticket.restaurant_id == restaurant_id, *conditions).order_by(*order)
    ).all()
    lines = defaultdict(list)
    if rows:
        for line in session.execute(
            select(*TicketLine.__table__.c)
            .where(TicketLine.restaurant_id == restaurant_id, TicketLine.ticket_id.in_([r.id for r in rows]))
            .order_by(TicketLine.id)
        ):
            lines[line.ticket_id].append(line)
    return [ticket_shape(row, lines[row.id]) for row in rows]


def open_tickets(session, restaurant_id: str, station_ids) -> list[dict]:
    """Of these stations, and those without a station."""
    return tickets_where(
        session, restaurant_id, Ticket.station_id.in_([*station_ids, NOWHERE]), Ticket.status.in_(OPEN)
    )


def ticket_shape(row, lines) -> dict:
    """`row` and `lines` are rows or dicts with the tables' columns."""
    get = row.__getitem__ if isinstance(row, dict) else row._mapping.__getitem__
    return {
        "id": get("id"),
        "order_id": get("order_id"),
        "visit_id": get("visit_id"),
        "order_number": get("order_number"),
        "round": get("round"),
        "table": get("table_label"),
        "station_id": None if get("station_id") == NOWHERE else get("station_id"),
        "status": get("status"),
        "covers": get("covers"),
        "placed_at": rfc3339(get("placed_at")),
        "target_seconds": get("target_seconds"),
        "note": get("note"),
        "allergy_note": get("allergy_note"),
        "hurried": get("hurried"),
        "acknowledged": get("acknowledged_at") is not None,
        "bumped_at": rfc3339(get("bumped_at")),
        "calls": [],
        "lines": [_line(line) for line in lines],
    }


def _line(line) -> dict:
    get = line.__getitem__ if isinstance(line, dict) else line._mapping.__getitem__
    return {
        "id": get("id"),
        "order_line_id": get("order_line_id"),
        "item_id": get("item_id"),
        "name": said(get("names"), "zh"),
        "names": get("names"),
        "quantity": get("quantity"),
        "note": get("note"),
        "status": get("status"),
        "modifiers": [{**m, "name": said(m["names"], "zh")} for m in get("modifiers")],
        "reason": get("reason"),
    }
