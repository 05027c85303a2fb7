"""Facts become slips to print, in the fact's own transaction; a retry of ours finds the slip there and adds none."""

from sqlalchemy import bindparam, func, insert, literal, select
from sqlalchemy.dialects import postgresql, sqlite

from core.clock import now
from core.db import Id
from core.ids import new_id
from core.statements import statement, write
from kitchen.slips.models import Printer, PrinterStation, Slip
from kitchen.slips.queries import holders_of
from kitchen.tickets.models import Ticket
from kitchen.tickets.queries import tickets_where
from kitchen.tickets.states import OPEN

# One statement that nobody waits for, since it runs on every order: a row for each printer that always prints the
# station. A slip's id is the ticket's moment and the random end of the printer's link, so that it needs no reading.
FIRED = statement(
    insert(Slip).from_select(
        ["restaurant_id", "id", "printer_id", "ticket_id", "kind", "cause", "state", "made_at", "tries", "perhaps"],
        select(
            PrinterStation.restaurant_id,
            func.substr(bindparam("slip", type_=Id), 1, 24, type_=Id) + func.substr(PrinterStation.id, 25, type_=Id),
            PrinterStation.printer_id,
            bindparam("ticket", type_=Slip.ticket_id.type),
            literal("fired"),
            literal("fired"),
            literal("waiting"),
            bindparam("at", type_=Slip.made_at.type),
            literal(0),
            literal(False),
        )
        .join(
            Printer,
            (Printer.restaurant_id == PrinterStation.restaurant_id) & (Printer.id == PrinterStation.printer_id),
        )
        .where(
            PrinterStation.restaurant_id == bindparam("restaurant"),
            PrinterStation.station_id == bindparam("station"),
            Printer.policy == "always",
            Printer.removed_at.is_(None),
        ),
    )
)


def print_fired(session, fact) -> None:
    """For printers that print everything. (TicketsFired)"""
    at = now()
    rows = [
        {"restaurant": fact.restaurant_id, "slip": new_id(), "ticket": ticket_id, "station": station_id, "at": at}
        for ticket_id, station_id in fact.tickets
    ]
    if rows:
        write(session, FIRED.many(rows))


def print_void(session, fact) -> None:
    """退菜, where the ticket is on paper. Before its lines are struck. (LineVoided, OrderCancelled)"""
    only = getattr(fact, "line_id", None)
    for ticket in _open(session, fact.restaurant_id, Ticket.order_id == fact.order_id):
        lines = [
            line["id"]
            for line in ticket["lines"]
            if line["status"] != "voided" and only in (None, line["order_line_id"])
        ]
        if lines:
            about = {"line_ids": lines}
            _follow(session, fact.restaurant_id, ticket["id"], "void", f"void:{only or 'all'}", about)


def print_moved(session, fact) -> None:
    """改桌. Before the tickets bear the new table. (VisitMoved, VisitsMerged, RoundsSeparated)"""
    rounds = getattr(fact, "rounds", None)
    some = [Ticket.order_id.in_(rounds)] if rounds is not None else []
    for ticket in _open(session, fact.restaurant_id, Ticket.visit_id == fact.visit_id, *some):
        if ticket["table"] != fact.table:
            about = {"moved_from": ticket["table"]}
            _follow(session, fact.restaurant_id, ticket["id"], "moved", f"moved:{ticket['seq']}", about)


def print_hurried(session, fact) -> None:
    """催菜, on printers whose owner wants it. (CallMade)"""
    if fact.kind != "rush":
        return
    where = [Ticket.visit_id == fact.visit_id, *([Ticket.order_id == fact.order_id] if fact.order_id else [])]
    for ticket in _open(session, fact.restaurant_id, *where):
        _follow(session, fact.restaurant_id, ticket["id"], "hurry", f"hurry:{fact.call_id}", None)


def move_printers(session, fact) -> None:
    """What printed the station prints the one that takes over. (StationRemoved)"""
    links = session.execute(
        select(PrinterStation.printer_id).where(
            PrinterStation.restaurant_id == fact.restaurant_id, PrinterStation.station_id == fact.station_id
        )
    ).scalars()
    rows = [
        {"restaurant_id": fact.restaurant_id, "id": new_id(), "printer_id": id, "station_id": fact.move_to}
        for id in links
    ]
    if rows:
        session.execute(_unless_there(session, PrinterStation), rows)
    session.execute(
        PrinterStation.__table__.delete().where(
            PrinterStation.restaurant_id == fact.restaurant_id, PrinterStation.station_id == fact.station_id
        )
    )


def add_slip(session, restaurant_id: str, printer_id: str, ticket_id: str | None, kind: str, cause: str, about=None):
    """Once for each ticket, printer and cause; returns its id, or None where it was there."""
    slip_id = new_id()
    made = session.execute(
        _unless_there(session, Slip),
        {
            **{"restaurant_id": restaurant_id, "id": slip_id, "printer_id": printer_id, "ticket_id": ticket_id},
            **{"kind": kind, "cause": cause, "about": about, "state": "waiting", "made_at": now(), "tries": 0},
            "perhaps": False,
        },
    ).rowcount
    return slip_id if made else None


def _follow(session, restaurant_id, ticket_id, kind, cause, about):
    for printer in holders_of(session, restaurant_id, ticket_id):
        if kind != "hurry" or printer.hurries:
            add_slip(session, restaurant_id, printer.id, ticket_id, kind, cause, about)


def _open(session, restaurant_id, *conditions) -> list[dict]:
    return tickets_where(session, restaurant_id, *conditions, Ticket.status.in_(OPEN))


def _unless_there(session, table):
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[session.get_bind().dialect.name]
    return dialect.insert(table.__table__).on_conflict_do_nothing()
