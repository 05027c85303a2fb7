"""Firing: an order becomes one ticket per station."""

from sqlalchemy import insert

from core.facts import announce
from core.ids import new_id
from core.statements import statement, write
from kitchen.tickets.events import TicketsFired
from kitchen.tickets.models import NOWHERE, Ticket, TicketLine
from kitchen.tickets.pushing import push_counts, push_ticket
from kitchen.tickets.queries import ticket_shape
from restaurants.stations.queries import cooking_stations

TICKETS, TICKET_LINES = statement(insert(Ticket)), statement(insert(TicketLine))
WITHOUT_STATION = 720  # seconds: the target of a ticket that no station sets one for


def fire_tickets(session, fact) -> None:
    """One ticket per station that the lines name; lines without a station go to every screen. (OrderReleased)"""
    stations = {s["id"]: s for s in cooking_stations(session, fact.restaurant_id)}
    parts: dict[str, list] = {}
    for line in fact.lines:
        for station_id in [s for s in line.station_ids if s in stations] or [NOWHERE]:
            parts.setdefault(station_id, []).append(line)
    tickets, lines = [], []
    for station_id, its_lines in parts.items():
        target = stations[station_id]["target_seconds"] if station_id in stations else WITHOUT_STATION
        ticket = _ticket_row(fact, station_id, target)
        own = [_line_row(fact, ticket["id"], line) for line in its_lines]
        tickets.append(ticket)
        lines += own
        shape = ticket_shape(ticket, own)
        push_ticket(session, fact.restaurant_id, shape, "ticket.fired", stations)
        push_counts(session, fact.restaurant_id, shape, stations)
    write(session, TICKETS.many(tickets), TICKET_LINES.many(lines))
    fired = tuple((t["id"], t["station_id"]) for t in tickets if not t["held"])
    announce(session, TicketsFired(fact.restaurant_id, fired))


def _ticket_row(fact, station_id, target_seconds) -> dict:
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
        "calls": [],
        "seq": 1,
        "target_seconds": target_seconds,
        "course": 0,
        "held": False,
        "language": "zh",
        "moved_from": None,
        "moved_at": None,
        "placed_at": fact.placed_at,
        "fired_at": fact.placed_at,
        "acknowledged_at": None,
        "bumped_at": None,
        "first_bumped_at": None,
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
        "together": False,
        "modifiers": list(line.modifiers),
        "note": line.note,
        "status": "queued",
        "reason": None,
        "cleared": False,
        "started_at": None,
        "ready_at": None,
        "recalls": 0,
    }
