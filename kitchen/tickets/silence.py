"""Which tickets no screen has acknowledged in time: the one rule behind alarms, slips and what guests are told."""

from datetime import datetime, timedelta

from sqlalchemy import select

from kitchen.tickets.models import Ticket, waiting

HEARD_WITHIN = timedelta(seconds=20)  # promise 14
FORGOTTEN = timedelta(hours=12)  # what still stands open from yesterday is no work that anybody waits for


def is_silent(status: str, acknowledged_at: datetime | None, fired_at: datetime, at: datetime) -> bool:
    """Nobody touched it, no screen said that it drew it, and its time to be heard is over."""
    return status == "open" and acknowledged_at is None and at - fired_at >= HEARD_WITHIN


def silent_tickets(session, restaurant_id: str, at: datetime) -> list:
    """Rows of tickets, oldest first."""
    return [
        row
        for row in waiting_tickets(session, at, restaurant_id)
        if is_silent(row.status, row.acknowledged_at, row.fired_at, at)
    ]


def waiting_tickets(session, at: datetime, restaurant_id: str | None = None) -> list:
    """Rows of the fired and unfinished tickets of one restaurant, or of all for who looks after all; oldest first."""
    where = [waiting(), Ticket.held.is_(False), Ticket.fired_at > at - FORGOTTEN]
    if restaurant_id:
        where.append(Ticket.restaurant_id == restaurant_id)
    return session.execute(select(*Ticket.__table__.c).where(*where).order_by(Ticket.fired_at, Ticket.id)).all()
