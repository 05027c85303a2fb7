"""Firing tickets and cooking them. Repeating any of it is harmless."""

from functools import partial

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from core.errors import Conflict, Invalid, NotFound
from core.facts import announce, ask
from core.ids import new_id
from core.pushes import push
from kitchen.tickets.events import DishAvailabilitySet, HoldOrder, LinesChanged
from kitchen.tickets.models import NOWHERE, Act, Ticket, TicketLine
from kitchen.tickets.queries import dishes_left, ticket_shape, tickets_where
from kitchen.tickets.states import slowest, ticket_status
from restaurants.stations.queries import stations_of


class TicketUnknown(NotFound):
    code, title = "ticket_unknown", "There is no such ticket here"


class IllegalStep(Conflict):
    code, title = "illegal_step", "The ticket is not in a state for that"


def fire_tickets(session, fact) -> None:
    """One ticket per station that the lines name; lines without a station go to every screen. (OrderReleased)"""
    stations = {s["id"]: s for s in stations_of(session, fact.restaurant_id)}
    parts: dict[str, list] = {}
    for line in fact.lines:
        for station_id in [s for s in line.station_ids if s in stations] or [NOWHERE]:
            parts.setdefault(station_id, []).append(line)
    tickets, lines = [], []
    for station_id, its_lines in parts.items():
        ticket = {
            "restaurant_id": fact.restaurant_id,
            "id": new_id(),
            "order_id": fact.order_id,
            "visit_id": fact.visit_id,
            "station_id": station_id,
            "order_number": fact.number,
            "round": fact.round,
            "table_label": fact.table_label,
            "covers": fact.covers,
            "status": "open",
            "note": fact.note,
            "allergy_note": fact.allergy_note,
            "hurried": 0,
            "target_seconds": stations[station_id]["target_seconds"] if station_id in stations else 720,
            "placed_at": fact.placed_at,
            "acknowledged_at": None,
            "bumped_at": None,
        }
        own = [
            {
                "restaurant_id": fact.restaurant_id,
                "id": new_id(),
                "ticket_id": ticket["id"],
                "order_line_id": line.id,
                "item_id": line.item_id,
                "names": line.names,
                "quantity": line.quantity,
                "modifiers": list(line.modifiers),
                "note": line.note,
                "status": "queued",
                "reason": None,
            }
            for line in its_lines
        ]
        tickets.append(ticket)
        lines += own
        push_ticket(session, ticket_shape(ticket, own), "ticket.fired", fact.restaurant_id, stations)
        _count(session, fact.restaurant_id, station_id, {line["item_id"] for line in own}, stations)
    session.execute(insert(Ticket), tickets)
    session.execute(insert(TicketLine), lines)


def act(session, who, do: str, ticket_id: str, line_id: str | None = None, request_id: str | None = None) -> dict:
    """One touch: start, bump, recall, rush, of a ticket or one of its lines. Returns the whole ticket.

    `who` is the caller; a screen reaches its own stations only. A `request_id` that was done answers with the ticket.
    """
    rid = who.restaurant_id
    ticket = _locked(session, who, ticket_id)
    if request_id and not _first_time(session, rid, request_id, ticket_id):
        return _shape(session, rid, ticket_id)
    if do not in ("start", "bump", "recall", "rush") or (line_id and do not in ("bump", "recall")):
        raise Invalid(errors={"do": ["One of start, bump, recall, rush."]})
    if ticket.status == "voided":
        raise IllegalStep("The ticket was voided.")
    if do == "rush":
        session.execute(_ticket(rid, ticket_id).values(hurried=Ticket.hurried + 1))
    else:
        target = {"start": "preparing", "bump": "ready", "recall": "preparing"}[do]
        moved = {"start": ("queued",), "bump": ("queued", "preparing"), "recall": ("ready",)}[do]
        where = [TicketLine.restaurant_id == rid, TicketLine.ticket_id == ticket_id, TicketLine.status.in_(moved)]
        if line_id:
            _know_line(session, rid, ticket_id, line_id)
            where.append(TicketLine.id == line_id)
        session.execute(update(TicketLine).where(*where).values(status=target))
    ticket = _settle(session, rid, ticket_id)
    if do in ("bump", "recall"):
        _count(session, rid, ticket["station_id"] or NOWHERE, {line["item_id"] for line in ticket["lines"]})
    return ticket


def void_tickets(session, fact) -> None:
    """The order was cancelled: its lines stand struck through with the reason. (OrderCancelled)"""
    _void(
        session,
        fact,
        TicketLine.ticket_id.in_(
            select(Ticket.id).where(Ticket.restaurant_id == fact.restaurant_id, Ticket.order_id == fact.order_id)
        ),
    )


def void_line(session, fact) -> None:
    """One line was taken off. (LineVoided)"""
    _void(session, fact, TicketLine.order_line_id == fact.line_id)


def hurry(session, fact) -> None:
    """A guest asks the kitchen to hurry. (CallMade)"""
    if fact.kind != "rush":
        return
    where = [
        Ticket.restaurant_id == fact.restaurant_id,
        Ticket.visit_id == fact.visit_id,
        Ticket.status.in_(("open", "started")),
    ]
    if fact.order_id:
        where.append(Ticket.order_id == fact.order_id)
    session.execute(update(Ticket).where(*where).values(hurried=Ticket.hurried + 1))
    for ticket in tickets_where(session, fact.restaurant_id, *where[1:]):
        push_ticket(session, ticket, "ticket.changed", fact.restaurant_id)


def set_dish(session, restaurant_id: str, item_id: str, available: bool, until=None, left=None) -> None:
    """86 and back."""
    announce(session, DishAvailabilitySet(restaurant_id, item_id, available, until, left))


def _settle(session, rid, ticket_id) -> dict:
    """After lines moved: the ticket follows, the order is told, the screens redraw."""
    ticket = _shape(session, rid, ticket_id)
    status = ticket_status([line["status"] for line in ticket["lines"]], ticket["status"])
    session.execute(_ticket(rid, ticket_id).values(status=status, bumped_at=now() if status == "bumped" else None))
    ticket = _shape(session, rid, ticket_id)
    ids = [line["order_line_id"] for line in ticket["lines"]]
    parts: dict[str, list] = {}
    for line in session.execute(
        select(TicketLine.order_line_id, TicketLine.status).where(
            TicketLine.restaurant_id == rid, TicketLine.order_line_id.in_(ids)
        )
    ):
        parts.setdefault(line.order_line_id, []).append(line.status)
    announce(
        session,
        LinesChanged(
            rid,
            ticket["order_id"],
            ticket["visit_id"],
            {line_id: slowest(statuses) for line_id, statuses in parts.items() if set(statuses) != {"voided"}},
        ),
    )
    push_ticket(session, ticket, "ticket.changed", rid)
    return ticket


def _void(session, fact, which):
    rid = fact.restaurant_id
    hit = (
        session.execute(select(TicketLine.ticket_id).where(TicketLine.restaurant_id == rid, which).distinct())
        .scalars()
        .all()
    )
    session.execute(
        update(TicketLine).where(TicketLine.restaurant_id == rid, which).values(status="voided", reason=fact.reason)
    )
    for ticket_id in hit:
        ticket = _shape(session, rid, ticket_id)
        status = ticket_status([line["status"] for line in ticket["lines"]], ticket["status"])
        session.execute(_ticket(rid, ticket_id).values(status=status))
        ticket = _shape(session, rid, ticket_id)
        push_ticket(session, ticket, "ticket.voided", rid)
        _count(session, rid, ticket["station_id"] or NOWHERE, {line["item_id"] for line in ticket["lines"]})


def push_ticket(session, ticket, kind, restaurant_id, stations=None):
    """To its station's stream; a ticket without a station to every station's."""
    for station_id in _hearing(session, restaurant_id, ticket["station_id"] or NOWHERE, stations):
        push(session, restaurant_id, f"station:{station_id}", kind, ticket)


def _count(session, restaurant_id, station_id, item_ids, stations=None):
    """All-day entries of the dishes that moved. Other orders count too, so it is summed when the head is locked."""
    for hearing in _hearing(session, restaurant_id, station_id, stations):
        count = partial(dishes_left, session, restaurant_id, hearing, item_ids)
        push(session, restaurant_id, f"station:{hearing}", "all_day.changed", count)


def _hearing(session, restaurant_id, station_id, stations=None):
    if station_id != NOWHERE:
        return [station_id]
    return stations if stations is not None else [s["id"] for s in stations_of(session, restaurant_id)]


def _locked(session, who, ticket_id):
    """The ticket's row, locked after its order's."""
    query = select(Ticket.id, Ticket.order_id, Ticket.status, Ticket.station_id).where(
        Ticket.restaurant_id == who.restaurant_id, Ticket.id == ticket_id
    )
    row = session.execute(query).first()
    if row is None or (who.kind == "screen" and row.station_id not in (*who.station_ids, NOWHERE)):
        raise TicketUnknown()
    ask(session, HoldOrder(who.restaurant_id, row.order_id))
    return session.execute(query.with_for_update()).one()


def _first_time(session, rid, request_id, ticket_id) -> bool:
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    made = session.execute(
        dialect.insert(Act)
        .values(restaurant_id=rid, id=request_id[:64], ticket_id=ticket_id, at=now())
        .on_conflict_do_nothing()
        .returning(Act.id)
    )
    return made.first() is not None  # an insert's rowcount is not told by every driver


def _know_line(session, rid, ticket_id, line_id):
    status = session.execute(
        select(TicketLine.status).where(
            TicketLine.restaurant_id == rid, TicketLine.id == line_id, TicketLine.ticket_id == ticket_id
        )
    ).scalar()
    if status is None:
        raise TicketUnknown("The ticket has no such line.")
    if status == "voided":
        raise IllegalStep("The line was voided.")


def _shape(session, rid, ticket_id) -> dict:
    return tickets_where(session, rid, Ticket.id == ticket_id)[0]


def _ticket(rid, ticket_id):
    return update(Ticket).where(Ticket.restaurant_id == rid, Ticket.id == ticket_id)
