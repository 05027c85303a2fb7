"""Tickets follow the party to its new table, and say for a while where it sat before."""

from datetime import datetime, timedelta

from kitchen.tickets.held import fire_what_is_due
from kitchen.tickets.locking import lock
from kitchen.tickets.models import Ticket
from kitchen.tickets.pushing import change_ticket, push_counts
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.states import OPEN

TOLD_FOR = timedelta(minutes=10)


def relabel_tickets(session, fact) -> None:
    """(VisitMoved)"""
    for ticket in _tickets(session, fact.restaurant_id, fact.visit_id):
        _change(session, fact, ticket)


def hand_over_tickets(session, fact) -> None:
    """(VisitsMerged, RoundsSeparated)"""
    for ticket in _tickets(session, fact.restaurant_id, fact.visit_id):
        if ticket["order_id"] not in fact.rounds:
            continue
        _change(session, fact, ticket, visit_id=fact.into_visit_id, round=fact.rounds[ticket["order_id"]])
    for visit_id in (fact.into_visit_id, fact.visit_id):  # either may have waited for a course of these only
        fire_what_is_due(session, fact.restaurant_id, visit_id)


def came_from(ticket: dict, table: str, at: datetime) -> dict:
    """Moved twice within ten minutes, the first table is told; moved back there, none."""
    told = ticket["moved_at"] is not None and at - datetime.fromisoformat(ticket["moved_at"]) < TOLD_FOR
    origin = ticket["moved_from"] if told else ticket["table"]
    if origin == table:
        return {"table_label": table, "moved_from": None, "moved_at": None}
    return {"table_label": table, "moved_from": origin, "moved_at": at}


def _change(session, fact, ticket, **more):
    """All-day names the tables that wait."""
    moved = came_from(ticket, fact.table, fact.at)
    changed = change_ticket(session, fact.restaurant_id, ticket["id"], **moved, **more)
    if changed["status"] in OPEN and not changed["held"]:
        push_counts(session, fact.restaurant_id, changed)


def _tickets(session, restaurant_id, visit_id) -> list[dict]:
    which = Ticket.visit_id == visit_id
    lock(session, restaurant_id, which)
    return sorted(tickets_where(session, restaurant_id, which), key=lambda ticket: ticket["id"])
