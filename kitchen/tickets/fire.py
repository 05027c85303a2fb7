"""Firing: an order becomes one ticket per station and course."""

from sqlalchemy import insert, select

from core.facts import announce
from core.ids import new_id
from core.statements import statement, write
from kitchen.tickets.courses import waiting
from kitchen.tickets.events import LinesHeld, TicketsFired
from kitchen.tickets.models import NOWHERE, Ticket, TicketLine
from kitchen.tickets.pushing import push_counts, push_ticket
from kitchen.tickets.queries import ticket_shape
from restaurants.profile.queries import restaurant_of
from restaurants.stations.queries import cooking_stations

TICKETS, TICKET_LINES = statement(insert(Ticket)), statement(insert(TicketLine))
ANYWHERE = {"target_seconds": 720, "language": "zh"}  # where no station says anything else


def fire_tickets(session, fact) -> None:
    """One ticket per course and station that the lines name; lines without one go to every screen. (OrderReleased)

    A course that waits for an earlier one is held: no cook sees it among the work until it is fired.
    """
    stations = {s["id"]: s for s in cooking_stations(session, fact.restaurant_id)}
    waits = _waiting(session, fact)
    parts: dict[tuple[str, int], list] = {}
    for line in fact.lines:
        for station_id in [s for s in line.station_ids if s in stations] or [NOWHERE]:
            parts.setdefault((station_id, line.course), []).append(line)
    tickets, lines = [], []
    for (station_id, course), its_lines in parts.items():
        ticket = _ticket_row(fact, station_id, stations.get(station_id, ANYWHERE), course, course in waits)
        own = [_line_row(fact, ticket["id"], line) for line in its_lines]
        tickets.append(ticket)
        lines += own
        shape = ticket_shape(ticket, own)
        kind = "ticket.changed" if ticket["held"] else "ticket.fired"
        push_ticket(session, fact.restaurant_id, shape, kind, stations)
        if not ticket["held"]:
            push_counts(session, fact.restaurant_id, shape, stations)
    write(session, TICKETS.many(tickets), TICKET_LINES.many(lines))
    fired = tuple((t["id"], t["station_id"]) for t in tickets if not t["held"])
    announce(session, TicketsFired(fact.restaurant_id, fired))
    if waits:
        held = tuple(line.id for line in fact.lines if line.course in waits)
        announce(session, LinesHeld(fact.restaurant_id, fact.order_id, fact.visit_id, held))


def _waiting(session, fact) -> set[int]:
    """Asked of those orders alone that could have something to wait with. The visit is held."""
    sent = {line.course for line in fact.lines}
    if max(sent, default=0) < 2:
        return set()
    before = session.execute(
        select(Ticket.course, Ticket.status, Ticket.held).where(
            Ticket.restaurant_id == fact.restaurant_id, Ticket.visit_id == fact.visit_id
        )
    )
    mode = restaurant_of(session, fact.restaurant_id)["courses"]
    return waiting(mode, [tuple(row) for row in before], sent)


def _ticket_row(fact, station_id, station, course, held) -> dict:
    return {
        "restaurant_id": fact.restaurant_id,
        "id": new_id(),
        "order_id": fact.order_id,
        "visit_id": fact.visit_id,
        "station_id": station_id,
        "order_number": fact.number,
        "round": fact.round,
        "table_label": fact.table_label,
        "covers": fact.covers,
        "status": "open",
        "note": fact.note,
        "allergy_note": fact.allergy_note,
        "hurried": 0,
        "rushed": False,
        "void_waits": False,
        "serve_waits": False,
        "calls": [],
        "seq": 1,
        "target_seconds": station["target_seconds"],
        "course": course,
        "held": held,
        "language": station["language"],
        "moved_from": None,
        "moved_at": None,
        "placed_at": fact.placed_at,
        "fired_at": fact.released_at,
        "acknowledged_at": None,
        "bumped_at": None,
        "first_bumped_at": None,
        "bumped_by": None,
    }


def _line_row(fact, ticket_id, line) -> dict:
    return {
        "restaurant_id": fact.restaurant_id,
        "id": new_id(),
        "ticket_id": ticket_id,
        "order_line_id": line.id,
        "item_id": line.item_id,
        "names": line.names,
        "quantity": line.quantity,
        "done": 0,
        "together": line.stations_finish == "together" and len(line.station_ids) > 1,
        "modifiers": list(line.modifiers),
        "note": line.note,
        "status": "queued",
        "reason": None,
        "cleared": False,
        "started_at": None,
        "ready_at": None,
        "recalls": 0,
    }
