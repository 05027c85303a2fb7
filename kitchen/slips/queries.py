"""Reads of printers and slips."""

from datetime import datetime

from sqlalchemy import func, select

from core.clock import now, rfc3339
from core.web.schemas import page
from kitchen.slips.models import Printer, PrinterStation, Slip, to_print
from kitchen.slips.states import ON_PAPER
from kitchen.tickets.models import NOWHERE, Ticket, on_board
from kitchen.tickets.states import OPEN

LOOK = ("width", "language", "cut", "beep", "copies")
SETTINGS = (
    "connection",
    "width",
    "encoding",
    "language",
    "policy",
    "max_age_seconds",
    "copies",
    "cut",
    "beep",
    "hurries",
    "receipts",
)


def printers_of(session, restaurant_id: str, *conditions) -> list[dict]:
    """In the order in which they were added, each with its stations and how it does."""
    rows = session.execute(
        select(*Printer.__table__.c)
        .where(Printer.restaurant_id == restaurant_id, Printer.removed_at.is_(None), *conditions)
        .order_by(Printer.id)
    ).all()
    stations: dict[str, list] = {}
    for link in session.execute(
        select(PrinterStation.printer_id, PrinterStation.station_id)
        .where(PrinterStation.restaurant_id == restaurant_id, PrinterStation.station_id != NOWHERE)
        .order_by(PrinterStation.id)
    ):
        stations.setdefault(link.printer_id, []).append(link.station_id)
    waiting = _waiting(session, restaurant_id)
    return [_printer_shape(row, stations.get(row.id, []), waiting.get(row.id, 0)) for row in rows]


def printer_of(session, restaurant_id: str, printer_id: str) -> dict | None:
    return next(iter(printers_of(session, restaurant_id, Printer.id == printer_id)), None)


def slips_of(session, restaurant_id: str, cursor: str | None = None, limit: int = 30) -> dict:
    """The newest first."""
    query = (
        select(
            *(Slip.id, Slip.printer_id, Slip.ticket_id, Slip.kind, Slip.cause, Slip.state, Slip.made_at, Slip.tries),
            *(Slip.perhaps, Slip.printed_at, Slip.error, Slip.about, Printer.name.label("printer")),
            *(Ticket.table_label, Ticket.order_number, Ticket.round),
        )
        .join(Printer, (Printer.restaurant_id == Slip.restaurant_id) & (Printer.id == Slip.printer_id))
        .outerjoin(Ticket, (Ticket.restaurant_id == Slip.restaurant_id) & (Ticket.id == Slip.ticket_id))
        .where(Slip.restaurant_id == restaurant_id)
    )
    found = page(session, query, Slip.id, cursor, limit, descending=True)
    return {**found, "items": [_slip_shape(row) for row in found["items"]]}


def printers_in_trouble(session, restaurant_id: str) -> list[dict]:
    """`[{id, name, error, since, waiting, too_old}]` of those that staff must look at; `too_old`: open tickets that no
    printer has on paper because their time was over."""
    too_old = _too_old(session, restaurant_id)
    return [
        {
            **{name: printer[name] for name in ("id", "name", "waiting")},
            "error": printer["last_error"],
            "since": printer["last_error_at"] if printer["last_error"] else None,
            "too_old": too_old.get(printer["id"], []),
        }
        for printer in printers_of(session, restaurant_id, Printer.policy != "off")
        if printer["last_error"] or printer["id"] in too_old
    ]


def printers_to_run(session, at: datetime) -> list[tuple[str, str]]:
    """(restaurant, printer) with something to print whose rest is over and that no worker holds."""
    return [
        (row.restaurant_id, row.printer_id)
        for row in session.execute(
            select(Slip.restaurant_id, Slip.printer_id)
            .join(Printer, (Printer.restaurant_id == Slip.restaurant_id) & (Printer.id == Slip.printer_id))
            .where(
                to_print(),
                (Printer.due_at.is_(None)) | (Printer.due_at <= at),
                (Printer.held_until.is_(None)) | (Printer.held_until <= at),
            )
            .distinct()
        )
    ]


def holders_of(session, restaurant_id: str, ticket_id: str) -> list:
    """Printers on which the ticket stands, or will: what happens to it is printed there, too."""
    return session.execute(
        select(Printer.id, Printer.hurries)
        .join(Slip, (Slip.restaurant_id == Printer.restaurant_id) & (Slip.printer_id == Printer.id))
        .where(
            Printer.restaurant_id == restaurant_id,
            Printer.removed_at.is_(None),
            Printer.policy != "off",
            Slip.ticket_id == ticket_id,
            Slip.kind == "fired",
            Slip.state.in_(ON_PAPER),
        )
        .distinct()
        .order_by(Printer.id)
    ).all()


def _too_old(session, restaurant_id) -> dict[str, list[str]]:
    """Printer → tickets. Begins at what is open, which is little, however many slips were ever printed."""
    found: dict[str, list[str]] = {}
    for row in session.execute(
        select(Slip.printer_id, Ticket.table_label, Ticket.order_number)
        .join(Slip, (Slip.restaurant_id == Ticket.restaurant_id) & (Slip.ticket_id == Ticket.id))
        .where(
            Ticket.restaurant_id == restaurant_id,
            on_board(),
            Ticket.status.in_(OPEN),
            Slip.cause == "fired",
            Slip.state == "too_old",
        )
        .order_by(Ticket.id)
    ):
        found.setdefault(row.printer_id, []).append(f"{row.table_label} #{row.order_number:03d}")
    return found


def _waiting(session, restaurant_id) -> dict[str, int]:
    return dict(
        session.execute(
            select(Slip.printer_id, func.count())
            .where(Slip.restaurant_id == restaurant_id, to_print())
            .group_by(Slip.printer_id)
        ).all()
    )


def _printer_shape(row, station_ids, waiting) -> dict:
    return {
        "id": row.id,
        "name": row.name,
        "station_ids": station_ids,
        **{name: getattr(row, name) for name in SETTINGS},
        "waiting": waiting,
        "failures": row.failures,
        "last_error": row.last_error,
        "last_error_at": rfc3339(row.last_error_at),
        "last_printed_at": rfc3339(row.last_printed_at),
        "next_try_at": rfc3339(row.due_at) if row.due_at and waiting and row.due_at > now() else None,
    }


def _slip_shape(row) -> dict:
    return {
        **{name: row[name] for name in ("id", "printer_id", "printer", "ticket_id", "kind", "state", "tries", "error")},
        "again": row["cause"].startswith("again:"),
        "perhaps": row["perhaps"],
        "table": row["table_label"] or (row["about"] or {}).get("table"),
        "order_number": row["order_number"],
        "round": row["round"],
        "made_at": rfc3339(row["made_at"]),
        "printed_at": rfc3339(row["printed_at"]),
    }
