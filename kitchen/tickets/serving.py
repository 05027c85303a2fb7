"""At the pass: what is done waits to be carried. An order leaves when all of it is served, or its party has gone."""

from sqlalchemy import func, select, update

from core.clock import now
from kitchen.tickets.held import fire_what_is_due
from kitchen.tickets.models import Ticket, TicketLine
from kitchen.tickets.pushing import change_ticket, push_counts
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.states import ticket_status


def is_to_carry(session, restaurant_id: str, order_id: str) -> bool:
    """Whether something of the order is not on its table yet. The order is locked, so nobody else serves its last."""
    own = select(Ticket.id).where(Ticket.restaurant_id == restaurant_id, Ticket.order_id == order_id)
    left = select(TicketLine.id).where(
        TicketLine.restaurant_id == restaurant_id,
        TicketLine.ticket_id.in_(own),
        TicketLine.status.not_in(("served", "voided")),
    )
    return session.execute(left.limit(1)).first() is not None


def follow_order(session, restaurant_id: str, order_id: str, moved, waits: bool) -> None:
    """The other tickets of the order stay at the pass, or leave it, together with those that have `moved`."""
    others = session.execute(
        select(Ticket.id).where(
            Ticket.restaurant_id == restaurant_id,
            Ticket.order_id == order_id,
            Ticket.id.not_in(list(moved)),
            Ticket.status == "bumped",
            Ticket.serve_waits.is_not(waits),
        )
    )
    for ticket_id in others.scalars().all():
        change_ticket(session, restaurant_id, ticket_id, serve_waits=waits)


def serve_line(session, fact) -> None:
    """A waiter put the dish on the table, whatever the kitchen had said of it. (LineServed)"""
    rid = fact.restaurant_id
    live = (
        TicketLine.restaurant_id == rid,
        TicketLine.order_line_id == fact.line_id,
        TicketLine.status.not_in(("served", "voided")),
    )
    hit = session.execute(select(TicketLine.ticket_id).where(*live)).scalars().all()
    at = now()
    session.execute(
        update(TicketLine)
        .where(*live)
        .values(status="served", done=TicketLine.quantity, ready_at=func.coalesce(TicketLine.ready_at, at))
    )
    waits = is_to_carry(session, rid, fact.order_id)
    for ticket in tickets_where(session, rid, Ticket.id.in_(hit)) if hit else ():
        status = ticket_status([line["status"] for line in ticket["lines"]], ticket["status"])
        done = {"bumped_at": at, "first_bumped_at": func.coalesce(Ticket.first_bumped_at, at)}
        done = done if status == "bumped" != ticket["status"] else {}
        waiting = waits and status == "bumped"
        changed = change_ticket(session, rid, ticket["id"], status=status, serve_waits=waiting, **done)
        push_counts(session, rid, changed)
        follow_order(session, rid, fact.order_id, [ticket["id"]], waits)
        if ticket["course"]:
            fire_what_is_due(session, rid, ticket["visit_id"])


def leave_pass(session, fact) -> None:
    """The party has gone: nobody waits for what stood at the pass. (VisitClosed)"""
    rid = fact.restaurant_id
    waiting = session.execute(
        select(Ticket.id).where(Ticket.restaurant_id == rid, Ticket.visit_id == fact.visit_id, Ticket.serve_waits)
    )
    for ticket_id in waiting.scalars().all():
        change_ticket(session, rid, ticket_id, serve_waits=False)
