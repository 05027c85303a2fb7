"""Tickets as they stand while nobody else can move them. Visits before orders before tickets (docs/locks.md)."""

from sqlalchemy import select

from core.facts import ask
from core.transactions import Busy
from kitchen.tickets.events import HoldOrders, HoldVisits
from kitchen.tickets.models import Ticket, on_board
from kitchen.tickets.queries import tickets_where


def hold_tickets(session, restaurant_id: str, ticket_ids) -> dict[str, dict]:
    """These tickets and all others of their orders, locked and whole, by id.

    Where there are courses, one that becomes ready may fire the table's next: then the visit is held as well, and
    whatever of it waits to be fired. Busy where the party was merged with another meanwhile.
    """
    own = Ticket.restaurant_id == restaurant_id
    seen = session.execute(
        select(Ticket.order_id, Ticket.visit_id, Ticket.course).where(own, Ticket.id.in_(ticket_ids))
    ).all()
    orders, visits = {row.order_id for row in seen}, {row.visit_id for row in seen if row.course}
    if visits:
        ask(session, HoldVisits(restaurant_id, tuple(sorted(visits))))
        waits = select(Ticket.order_id).where(own, Ticket.visit_id.in_(visits), on_board(), Ticket.held)
        orders |= set(session.execute(waits).scalars())
    if not orders:
        return {}
    ask(session, HoldOrders(restaurant_id, tuple(sorted(orders))))
    lock(session, restaurant_id, Ticket.order_id.in_(orders))
    held = {ticket["id"]: ticket for ticket in tickets_where(session, restaurant_id, Ticket.order_id.in_(orders))}
    if any(held[id]["visit_id"] not in visits for id in ticket_ids if id in held and held[id]["course"]):
        raise Busy("The party has just joined another one. Send the same request again.")
    return held


def lock(session, restaurant_id: str, *which) -> None:
    """Rows of tickets, by id: everybody in the same order."""
    session.execute(
        select(Ticket.id)
        .where(Ticket.restaurant_id == restaurant_id, *which)
        .order_by(Ticket.id)
        .with_for_update(key_share=True)
    ).all()
