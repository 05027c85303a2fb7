"""What happens to tickets from outside the kitchen: taken off, hurried, answered."""

from sqlalchemy import select, update

from core.clock import now, rfc3339
from kitchen.tickets.held import fire_what_is_due
from kitchen.tickets.locking import lock
from kitchen.tickets.models import Ticket, TicketLine
from kitchen.tickets.pushing import change_ticket, push_counts
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.serving import follow_order, is_to_carry
from kitchen.tickets.states import OPEN, ticket_status


def void_tickets(session, fact) -> None:
    """The order was cancelled: its lines stand struck through with the reason. (OrderCancelled)"""
    own = select(Ticket.id).where(Ticket.restaurant_id == fact.restaurant_id, Ticket.order_id == fact.order_id)
    _void(session, fact, TicketLine.ticket_id.in_(own))


def void_line(session, fact) -> None:
    """One line was taken off. (LineVoided)"""
    _void(session, fact, TicketLine.order_line_id == fact.line_id)


def hurry(session, fact) -> None:
    """A guest asks the kitchen to hurry. (CallMade)

    Locked before they are read, here and where a call is dropped: of two changes of one list the later would win.
    """
    if fact.kind != "rush":
        return
    where = [Ticket.visit_id == fact.visit_id, Ticket.status.in_(OPEN), Ticket.held.is_(False)]
    if fact.order_id:
        where.append(Ticket.order_id == fact.order_id)
    call = {"id": fact.call_id, "kind": fact.kind, "made_at": rfc3339(now())}
    lock(session, fact.restaurant_id, *where)
    for ticket in tickets_where(session, fact.restaurant_id, *where):
        change_ticket(
            session, fact.restaurant_id, ticket["id"], hurried=Ticket.hurried + 1, calls=[*ticket["calls"], call]
        )


def drop_call(session, fact) -> None:
    """Somebody has answered: it waits on no ticket any more. (CallAnswered)"""
    where = (Ticket.visit_id == fact.visit_id, Ticket.hurried > 0)
    lock(session, fact.restaurant_id, *where)
    for ticket in tickets_where(session, fact.restaurant_id, *where):
        rest = [call for call in ticket["calls"] if call["id"] != fact.call_id]
        if rest != ticket["calls"]:
            change_ticket(session, fact.restaurant_id, ticket["id"], calls=rest)


def _void(session, fact, which):
    """A ticket that a cook still sees keeps the struck line until he says that he saw it. One that is held goes on
    without it: no cook has ever seen it. With the last line of a course, the next one may be due."""
    rid = fact.restaurant_id
    live = (TicketLine.restaurant_id == rid, TicketLine.status != "voided", which)
    hit = session.execute(select(TicketLine.ticket_id).where(*live).distinct()).scalars().all()
    unseen = select(Ticket.id).where(Ticket.restaurant_id == rid, Ticket.id.in_(hit), Ticket.held)
    session.execute(
        update(TicketLine)
        .where(*live)
        .values(status="voided", reason=fact.reason, cleared=TicketLine.ticket_id.in_(unseen))
    )
    tickets = sorted(tickets_where(session, rid, Ticket.id.in_(hit)), key=lambda t: t["id"]) if hit else []
    for ticket in tickets:
        status = ticket_status([line["status"] for line in ticket["lines"]], ticket["status"])
        seen = not ticket["held"] and (ticket["status"] in OPEN or ticket["void_waits"])
        waits = is_to_carry(session, rid, ticket["order_id"])
        waiting = {"void_waits": seen, "serve_waits": waits and status == "bumped"}
        changed = change_ticket(session, rid, ticket["id"], "ticket.voided", status=status, **waiting)
        push_counts(session, rid, changed)
        follow_order(session, rid, ticket["order_id"], [ticket["id"]], waits)
    for visit_id in sorted({ticket["visit_id"] for ticket in tickets if ticket["course"]}):
        fire_what_is_due(session, rid, visit_id)
