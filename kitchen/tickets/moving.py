"""Tickets follow the party to its new table."""

from sqlalchemy import select

from kitchen.tickets.models import Ticket
from kitchen.tickets.pushing import change_ticket


def relabel_tickets(session, fact) -> None:
    """(VisitMoved)"""
    for ticket in _tickets(session, fact.restaurant_id, fact.visit_id):
        change_ticket(session, fact.restaurant_id, ticket.id, table_label=fact.table)


def hand_over_tickets(session, fact) -> None:
    """(VisitsMerged)"""
    for ticket in _tickets(session, fact.restaurant_id, fact.visit_id):
        change_ticket(
            session,
            fact.restaurant_id,
            ticket.id,
            visit_id=fact.into_visit_id,
            table_label=fact.table,
            round=fact.rounds[ticket.order_id],
        )


def _tickets(session, restaurant_id, visit_id):
    return session.execute(
        select(Ticket.id, Ticket.order_id)
        .where(Ticket.restaurant_id == restaurant_id, Ticket.visit_id == visit_id)
        .order_by(Ticket.id)
    ).all()
