"""Tickets in the shape that boards, pushes and the API share."""

from collections import defaultdict

from sqlalchemy import bindparam, literal, literal_column, select

from core.clock import rfc3339
from core.statements import among, run, statement
from kitchen.tickets.all_day import entries_of
from kitchen.tickets.models import NOWHERE, ON_PASS, Ticket, TicketLine, on_board
from kitchen.tickets.names import in_language
from kitchen.tickets.states import OPEN, TO_DO

LEFT = statement(
    select(
        TicketLine.item_id,
        TicketLine.names,
        TicketLine.quantity,
        TicketLine.modifiers,
        TicketLine.note,
        TicketLine.ticket_id,
        TicketLine.id.label("line_id"),
        TicketLine.done,
        Ticket.fired_at,
        Ticket.language,
        Ticket.table_label,
    )
    .join(Ticket, (Ticket.restaurant_id == TicketLine.restaurant_id) & (Ticket.id == TicketLine.ticket_id))
    .where(
        TicketLine.restaurant_id == bindparam("restaurant"),
        among(TicketLine.item_id, "items"),
        TicketLine.status.in_([literal_column(repr(status)) for status in TO_DO]),  # ix_ticket_lines_to_do
        Ticket.station_id.in_([bindparam("station"), literal(NOWHERE)]),
        Ticket.status.in_([literal(status) for status in OPEN]),
        Ticket.held.is_(False),
    )
    .order_by(Ticket.fired_at, Ticket.id, TicketLine.id)
)


def tickets_where(
    session, restaurant_id: str, *conditions, newest_first: bool = False, limit: int | None = None
) -> list[dict]:
    """Whole tickets, oldest first."""
    order = (Ticket.bumped_at.desc(),) if newest_first else (Ticket.fired_at, Ticket.id)
    rows = session.execute(
        select(*Ticket.__table__.c)
        .where(Ticket.restaurant_id == restaurant_id, *conditions)
        .order_by(*order)
        .limit(limit)
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


def open_tickets(session, restaurant_id: str, station_ids) -> tuple[list[dict], list[dict]]:
    """(on the board, held) of these stations and without a station; with those whose void no cook has seen yet."""
    found = tickets_where(session, restaurant_id, Ticket.station_id.in_([*station_ids, NOWHERE]), on_board())
    return [t for t in found if not t["held"]], [t for t in found if t["held"]]


def tickets_to_carry(session, restaurant_id: str, station_ids) -> list[dict]:
    """What these stations have done of orders that are not wholly on their tables."""
    return tickets_where(session, restaurant_id, Ticket.station_id.in_([*station_ids, NOWHERE]), ON_PASS)


def dishes_left(session, restaurant_id: str, station_id: str, item_ids) -> dict:
    """`{station_id, all_day}` with the whole entries of these dishes only; one of quantity 0 is finished."""
    rows = run(session, LEFT(restaurant=restaurant_id, station=station_id, items=sorted(item_ids)))[0]
    found = entries_of(
        {
            **r._asdict(),
            "modifiers": _chosen(r.modifiers, r.language),
            "quantity": r.quantity - r.done,
            "fired_at": rfc3339(r.fired_at),
            "table": r.table_label,
        }
        for r in rows
    )
    left = {entry["item_id"] for entry in found}
    done = [{"item_id": item_id, "quantity": 0} for item_id in sorted(item_ids) if item_id not in left]
    return {"station_id": station_id, "all_day": [*found, *done]}


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
        "course": get("course"),
        "held": get("held"),
        "language": get("language"),
        "moved_from": get("moved_from"),
        "moved_at": rfc3339(get("moved_at")),
        "placed_at": rfc3339(get("placed_at")),
        "fired_at": rfc3339(get("fired_at")),
        "target_seconds": get("target_seconds"),
        "note": get("note"),
        "allergy_note": get("allergy_note"),
        "hurried": get("hurried"),
        "rushed": get("rushed"),
        "void_waits": get("void_waits"),
        "serve_waits": get("serve_waits"),
        "bumped_at": rfc3339(get("bumped_at")),
        "first_bumped_at": rfc3339(get("first_bumped_at")),
        "bumped_by": get("bumped_by"),
        "calls": get("calls"),
        "lines": [_line(line, get("language")) for line in lines],
        "seq": get("seq"),
    }


def _line(line, language) -> dict:
    get = line.__getitem__ if isinstance(line, dict) else line._mapping.__getitem__
    return {
        "id": get("id"),
        "order_line_id": get("order_line_id"),
        "item_id": get("item_id"),
        "name": in_language(get("names"), language),
        "names": get("names"),
        "quantity": get("quantity"),
        "done": get("done"),
        "together": get("together"),
        "note": get("note"),
        "status": get("status"),
        "modifiers": _chosen(get("modifiers"), language),
        "reason": get("reason"),
        "cleared": get("cleared"),
        "started_at": rfc3339(get("started_at")),
        "ready_at": rfc3339(get("ready_at")),
    }


def _chosen(modifiers, language) -> list[dict]:
    return [{**m, "name": in_language(m["names"], language)} for m in modifiers]
