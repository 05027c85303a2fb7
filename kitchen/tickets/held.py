"""Courses that wait: fired by hand, fired when what stands before them is ready, let go with the table."""

from sqlalchemy import select, update

from core.clock import now
from core.facts import announce, ask
from kitchen.tickets.courses import WHEN_READY, due
from kitchen.tickets.events import HoldOrders, LinesFired, TicketsFired
from kitchen.tickets.models import NOWHERE, Ticket, TicketLine, on_board
from kitchen.tickets.pushing import change_ticket, push_counts
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.states import OPEN
from restaurants.profile.queries import restaurant_of


def fire_course(session, restaurant_id: str, visit_id: str, course: int) -> None:
    """Whatever the table holds of this course reaches the cooks now. The visit is held by whoever calls."""
    tickets = [t for t in held_tickets(session, restaurant_id, visit_id) if t["course"] == course]
    ask(session, HoldOrders(restaurant_id, tuple(sorted({ticket["order_id"] for ticket in tickets}))))
    at, lines = now(), {}
    for ticket in tickets:
        fired = change_ticket(session, restaurant_id, ticket["id"], "ticket.fired", held=False, fired_at=at)
        push_counts(session, restaurant_id, fired)
        lines.setdefault(ticket["order_id"], []).extend(line["order_line_id"] for line in ticket["lines"])
    announce(session, TicketsFired(restaurant_id, tuple((t["id"], t["station_id"] or NOWHERE) for t in tickets)))
    for order_id, line_ids in sorted(lines.items()):
        announce(session, LinesFired(restaurant_id, order_id, visit_id, tuple(line_ids)))


def fire_what_is_due(session, restaurant_id: str, visit_id: str) -> None:
    """Where the kitchen's word counts: a course goes when all before it is ready. The visit is held by the caller."""
    rows = session.execute(
        select(Ticket.course, Ticket.status, Ticket.held).where(
            Ticket.restaurant_id == restaurant_id, Ticket.visit_id == visit_id
        )
    ).all()
    courses = due([tuple(row) for row in rows])
    if courses and restaurant_of(session, restaurant_id)["courses"] == WHEN_READY:
        for course in sorted(courses):
            fire_course(session, restaurant_id, visit_id, course)


def let_go(session, fact) -> None:
    """The table was closed: what was never fired is not made. (VisitClosed)"""
    rid = fact.restaurant_id
    for ticket in held_tickets(session, rid, fact.visit_id):
        session.execute(
            update(TicketLine)
            .where(TicketLine.restaurant_id == rid, TicketLine.ticket_id == ticket["id"])
            .values(status="voided", cleared=True)
        )
        change_ticket(session, rid, ticket["id"], "ticket.voided", status="voided")


def answer_held(session, question) -> list[dict]:
    """For other rooms: HeldOf → `[{course, dishes}]`."""
    return [
        {
            "course": ticket["course"],
            "dishes": [f"{line['name']} ×{line['quantity']}" for line in ticket["lines"] if line["status"] != "voided"],
        }
        for ticket in held_tickets(session, question.restaurant_id, question.visit_id)
    ]


def held_tickets(session, restaurant_id: str, visit_id: str) -> list[dict]:
    """What of this table has not been fired, by id."""
    which = (Ticket.visit_id == visit_id, Ticket.held, Ticket.status.in_(OPEN), on_board())
    return sorted(tickets_where(session, restaurant_id, *which), key=lambda ticket: ticket["id"])
