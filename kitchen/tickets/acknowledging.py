"""A kitchen screen says what it has drawn: the truth behind `accepted`."""

from datetime import datetime

from sqlalchemy import select, update

from core.clock import now
from core.facts import announce, ask
from core.pushes import Frame
from kitchen.tickets.events import HoldOrders, OrderAcknowledged
from kitchen.tickets.models import NOWHERE, Ticket, on_board
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.states import OPEN


def unheard(session, restaurant_id: str, station_id: str) -> list[str]:
    """Ids of the station's tickets that no screen has acknowledged, and of those without a station."""
    return list(
        session.execute(
            select(Ticket.id).where(
                Ticket.restaurant_id == restaurant_id,
                Ticket.station_id.in_([station_id, NOWHERE]),
                on_board(),
                Ticket.status.in_(OPEN),
                Ticket.held.is_(False),
                Ticket.acknowledged_at.is_(None),
            )
        ).scalars()
    )


def acknowledge(session, restaurant_id: str, station_id: str, seq: int) -> None:
    """A screen has drawn the station's stream up to `seq`: orders whose tickets it fired become accepted."""
    waiting = unheard(session, restaurant_id, station_id)
    rows = tickets_where(session, restaurant_id, Ticket.id.in_(waiting))
    if not rows:
        return
    since = datetime.fromisoformat(min(row["fired_at"] for row in rows))
    drawn = {
        body["id"]
        for body in session.execute(
            select(Frame.body).where(
                Frame.restaurant_id == restaurant_id,
                Frame.stream == f"station:{station_id}",
                Frame.seq <= seq,
                Frame.kind == "ticket.fired",
                Frame.at >= since,
            )
        ).scalars()
    }
    at = now()
    heard = [row for row in rows if row["id"] in drawn]
    if not heard:
        return
    ask(session, HoldOrders(restaurant_id, tuple(sorted({row["order_id"] for row in heard}))))
    for row in sorted(heard, key=lambda row: row["id"]):
        first = session.execute(
            update(Ticket)
            .where(Ticket.restaurant_id == restaurant_id, Ticket.id == row["id"], Ticket.acknowledged_at.is_(None))
            .values(acknowledged_at=at)
        ).rowcount
        if first:
            announce(session, OrderAcknowledged(restaurant_id, row["order_id"], row["visit_id"], at))
