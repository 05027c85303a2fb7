"""Cooking and carrying: start, bump, recall, rush, clear, fire, serve and undo. Repeating any of it is harmless."""

from sqlalchemy import select, update

from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.facts import announce
from kitchen.tickets.events import DishAvailabilitySet, RushAnswered
from kitchen.tickets.held import fire_course
from kitchen.tickets.locking import hold_tickets, lock
from kitchen.tickets.memory import claim, remember, remembered, tickets_of
from kitchen.tickets.models import NOWHERE, Ticket, TicketLine
from kitchen.tickets.portions import with_others
from kitchen.tickets.pushing import change_ticket
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.states import CARRIED, LINE_ACTS, TICKET_ACTS, TOGETHER, is_for, moved, refusal, undone
from kitchen.tickets.steps import take_step
from restaurants.stations.models import FLOOR


class TicketUnknown(NotFound):
    code, title = "ticket_unknown", "There is no such ticket here"


class IllegalStep(Conflict):
    code, title = "illegal_step", "The ticket is not in a state for that"


def act(
    session,
    who,
    do: str,
    ticket_id: str,
    line_id: str | None = None,
    request_id: str | None = None,
    undoes: str | None = None,
) -> dict:
    """One touch of a ticket or of one of its lines. Returns the whole ticket.

    `who` is the caller; a screen reaches its own stations only. A `request_id` that was done answers with the ticket.
    `undoes`: the request id of the touch that "undo" takes back.
    """
    if do not in (LINE_ACTS if line_id else TICKET_ACTS):
        raise Invalid(errors={"do": [f"One of {', '.join(LINE_ACTS if line_id else TICKET_ACTS)}."]})
    if who.kind == "screen" and not is_for(who.station_kind, do):
        raise Forbidden(f"A screen of this station does not do this: {do}.")
    rid = who.restaurant_id
    _be_reached(session, who, ticket_id)
    fresh = claim(session, rid, request_id, do, ticket_id)
    past = remembered(session, rid, undoes) if do == "undo" else None
    if past and who.station_kind == FLOOR and past.do not in CARRIED:
        past = None  # the floor takes back what was carried, and nothing else
    held = hold_tickets(session, rid, {ticket_id} | (tickets_of(past) if past else set()))
    ticket = held[ticket_id]
    if not fresh:
        return ticket
    lines = [line for line in ticket["lines"] if line_id in (None, line["id"])]
    if not lines:
        raise TicketUnknown("The ticket has no such line.")
    why_not = refusal(do, ticket, lines[0]["status"] if line_id else None)
    if why_not:
        raise IllegalStep(why_not)
    if do == "rush":
        _rush(session, rid, ticket, request_id)
    elif do == "clear":
        _clear(session, rid, ticket, lines)
    elif do == "fire":
        if ticket["held"]:
            fire_course(session, rid, ticket["visit_id"], ticket["course"])
    elif do == "undo":
        _undo(session, who, held, ticket, past, request_id)
    else:
        changes = moved(do, lines)
        if do in TOGETHER:
            changes = with_others(held, changes)
        take_step(session, who, held, do, changes, request_id, {ticket_id: "started"} if do == "start" else None)
    return _shape(session, rid, ticket_id)


def answer_rush(session, who, ticket_id: str, minutes: int) -> dict:
    """The kitchen's word to a table that asked to hurry: in so many minutes, 0 is "almost ready"."""
    rid = who.restaurant_id
    _be_reached(session, who, ticket_id)
    visit_id = _shape(session, rid, ticket_id)["visit_id"]
    lock(session, rid, Ticket.visit_id == visit_id)  # the answer is struck from all of them
    ticket = _shape(session, rid, ticket_id)
    if not ticket["calls"]:
        return ticket
    calls = tuple(call["id"] for call in ticket["calls"])
    announce(session, RushAnswered(rid, ticket["visit_id"], calls, minutes, who.principal))
    return _shape(session, rid, ticket_id)


def set_dish(session, restaurant_id: str, item_id: str, available: bool, until=None, left=None) -> None:
    """86 and back."""
    announce(session, DishAvailabilitySet(restaurant_id, item_id, available, until, left))


def _rush(session, rid, ticket, request_id):
    remember(session, rid, request_id, {"rushed": ticket["rushed"]}, {"rushed": True})
    if not ticket["rushed"]:
        change_ticket(session, rid, ticket["id"], rushed=True)


def _clear(session, rid, ticket, lines):
    """A cook has seen what was taken off."""
    struck = {line["id"] for line in ticket["lines"] if line["status"] == "voided" and not line["cleared"]}
    seen = struck & {line["id"] for line in lines}
    if seen:
        session.execute(
            update(TicketLine).where(TicketLine.restaurant_id == rid, TicketLine.id.in_(seen)).values(cleared=True)
        )
        change_ticket(session, rid, ticket["id"], void_waits=bool(struck - seen))


def _undo(session, who, held, ticket, past, request_id):
    """What was never done, or done to another ticket, needs no undoing."""
    if past is None or ticket["id"] not in tickets_of(past):
        return
    if "rushed" in past.before:
        change_ticket(session, who.restaurant_id, ticket["id"], rushed=past.before["rushed"])
        return
    lines = {line["id"]: [line["status"], line["done"]] for each in held.values() for line in each["lines"]}
    changes = {id: tuple(to) for id, to in undone(past.before["lines"], past.after["lines"], lines).items()}
    present = {
        id: status
        for id, status in past.before["tickets"].items()
        if id in held and held[id]["status"] == past.after["tickets"][id]
    }
    take_step(session, who, held, f"undo {past.do}", changes, request_id, present)


def _be_reached(session, who, ticket_id):
    row = session.execute(
        select(Ticket.station_id).where(Ticket.restaurant_id == who.restaurant_id, Ticket.id == ticket_id)
    ).first()
    if row is None or (who.kind == "screen" and not _reaches(who, row.station_id)):
        raise TicketUnknown()


def _reaches(who, station_id) -> bool:
    """The floor carries what every station has made."""
    return who.station_kind == FLOOR or station_id in (*who.station_ids, NOWHERE)


def _shape(session, rid, ticket_id) -> dict:
    return tickets_where(session, rid, Ticket.id == ticket_id)[0]
