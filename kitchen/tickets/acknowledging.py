"""A kitchen screen says what it has drawn: the truth behind `accepted`."""

from sqlalchemy import bindparam, select, update

from core.clock import now
from core.facts import announce, ask
from core.pushes import RETAINED, Frame, head_of
from core.statements import run, statement
from kitchen.tickets.events import HoldOrders, OrderAcknowledged
from kitchen.tickets.models import NOWHERE, Ticket, on_board
from kitchen.tickets.states import OPEN

AFTER = statement(
    select(Frame.kind, Frame.body).where(
        Frame.restaurant_id == bindparam("restaurant"),
        Frame.stream == bindparam("stream"),
        Frame.seq > bindparam("seq"),
    )
)


def unheard(session, restaurant_id: str, station_id: str) -> list:
    """(id, order_id, visit_id) of the station's tickets that no screen has acknowledged, and of those without one."""
    return session.execute(
        select(Ticket.id, Ticket.order_id, Ticket.visit_id).where(
            Ticket.restaurant_id == restaurant_id,
            Ticket.station_id.in_([station_id, NOWHERE]),
            on_board(),
            Ticket.status.in_(OPEN),
            Ticket.held.is_(False),
            Ticket.acknowledged_at.is_(None),
        )
    ).all()


def acknowledge(session, restaurant_id: str, station_id: str, seq: int) -> None:
    """A screen has drawn the station's stream up to `seq`: orders whose tickets it fired become accepted.

    What was fired up to `seq` is whatever waits, but for what was fired after it: those frames are few, while those
    before are the whole evening's (a fifth of a server's work was looking through them). Tickets are read first, so
    that the frame of each can be seen.
    """
    waiting = unheard(session, restaurant_id, station_id)
    if not waiting:
        return
    later = fired_after(session, restaurant_id, station_id, seq)
    heard = [] if later is None else [ticket for ticket in waiting if ticket.id not in later]
    if not heard:
        return
    at = now()
    ask(session, HoldOrders(restaurant_id, tuple(sorted({ticket.order_id for ticket in heard}))))
    for ticket in sorted(heard):
        first = session.execute(
            update(Ticket)
            .where(Ticket.restaurant_id == restaurant_id, Ticket.id == ticket.id, Ticket.acknowledged_at.is_(None))
            .values(acknowledged_at=at)
        ).rowcount
        if first:
            announce(session, OrderAcknowledged(restaurant_id, ticket.order_id, ticket.visit_id, at))


def fired_after(session, restaurant_id: str, station_id: str, seq: int) -> set[str] | None:
    """Tickets that the station's stream fired after `seq`; None where it is too far behind to tell."""
    stream = f"station:{station_id}"
    behind = head_of(session, restaurant_id, stream)["seq"] - seq
    if not 0 < behind <= RETAINED:
        return None if behind > 0 else set()
    frames = run(session, AFTER(restaurant=restaurant_id, stream=stream, seq=seq))[0]
    return {frame.body["id"] for frame in frames if frame.kind == "ticket.fired"} if len(frames) >= behind else None
