"""Printers as the owner sets them, and slips that somebody asks for."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update

from core.clock import now
from core.db import drop
from core.errors import Conflict, Invalid, NotFound
from core.ids import new_id
from core.pushes import push
from kitchen.slips.models import Printer, PrinterStation, Slip
from kitchen.slips.queries import printer_of, printers_of
from kitchen.slips.queueing import add_slip
from kitchen.slips.states import TO_PRINT
from kitchen.tickets.models import NOWHERE, Ticket
from restaurants.stations.queries import stations_of


class PrinterUnknown(NotFound):
    code, title = "printer_unknown", "There is no such printer"


class SlipUnknown(NotFound):
    code, title = "slip_unknown", "There is no such slip"


class NoPrinter(Conflict):
    code, title = "no_printer", "No printer prints this station"


class NoReceiptPrinter(Conflict):
    code, title = "no_receipt_printer", "No printer prints receipts"


def add_printer(session, restaurant_id: str, settings: dict) -> dict:
    """`settings`: what schemas.NewPrinter holds."""
    printer_id = new_id()
    values = {name: value for name, value in settings.items() if name != "station_ids"}
    fresh = {"answers": False, "failures": 0, "made_at": now()}
    session.execute(insert(Printer), {"restaurant_id": restaurant_id, "id": printer_id, **values, **fresh})
    _print_stations(session, restaurant_id, printer_id, settings["station_ids"], settings["receipts"])
    return _tell(session, restaurant_id, printer_id)


def change_printer(session, restaurant_id: str, printer_id: str, **changes) -> dict:
    """Another connection is tried at once, and what the old one was known for is forgotten."""
    before = known(session, restaurant_id, printer_id)
    if "station_ids" in changes or "receipts" in changes:
        stations = changes.pop("station_ids", before["station_ids"])
        _print_stations(session, restaurant_id, printer_id, stations, changes.get("receipts", before["receipts"]))
    if changes.get("connection", before["connection"]) != before["connection"]:
        changes |= {"answers": False, "failures": 0, "last_error": None, "due_at": None}
    if changes:
        session.execute(_printer(restaurant_id, printer_id).values(**changes))
    return _tell(session, restaurant_id, printer_id)


def remove_printer(session, restaurant_id: str, printer_id: str) -> None:
    """Its slips stay to be read; what it has not printed it never will."""
    known(session, restaurant_id, printer_id)
    session.execute(_printer(restaurant_id, printer_id).values(removed_at=now()))
    session.execute(
        update(Slip)
        .where(Slip.restaurant_id == restaurant_id, Slip.printer_id == printer_id, Slip.state.in_(TO_PRINT))
        .values(state="failed", error="removed")
    )


def print_test(session, restaurant_id: str, printer_id: str, request_id: str | None) -> str:
    """A slip that shows everything. A printer that rests is tried at once, and whether it tells its state is found out
    anew: somebody stands there and sees what comes out."""
    printer = known(session, restaurant_id, printer_id)
    stations = {s["id"]: s["names"] for s in stations_of(session, restaurant_id)}
    about = {"station": next((stations[id] for id in printer["station_ids"] if id in stations), None)}
    session.execute(_printer(restaurant_id, printer_id).values(due_at=None, answers=False))
    slip_id = new_id()
    add_slip(session, restaurant_id, printer_id, None, "test", f"test:{request_id or slip_id}", about)
    return slip_id


def print_again(session, restaurant_id: str, slip_id: str, request_id: str | None) -> dict:
    """The same slip once more, with 补打. Returns its printer."""
    slip = session.execute(
        select(Slip.printer_id, Slip.ticket_id, Slip.kind, Slip.about).where(
            Slip.restaurant_id == restaurant_id, Slip.id == slip_id
        )
    ).first()
    if slip is None:
        raise SlipUnknown()
    printer = known(session, restaurant_id, slip.printer_id)
    _wake(session, restaurant_id, slip.printer_id)
    cause = f"again:{request_id or new_id()}"
    add_slip(session, restaurant_id, slip.printer_id, slip.ticket_id, slip.kind, cause, slip.about)
    return printer


def print_ticket(session, who, ticket_id: str, request_id: str | None) -> list[dict]:
    """打印, asked for at a screen: by every printer of the ticket's station that is not off. NoPrinter."""
    rid = who.restaurant_id
    station_id = session.execute(
        select(Ticket.station_id).where(Ticket.restaurant_id == rid, Ticket.id == ticket_id)
    ).scalar()
    if station_id is None or (who.kind == "screen" and station_id not in (*who.station_ids, NOWHERE)):
        raise SlipUnknown("There is no such ticket here.")
    printers = session.execute(
        select(Printer.id, Printer.name)
        .join(
            PrinterStation,
            (PrinterStation.restaurant_id == Printer.restaurant_id) & (PrinterStation.printer_id == Printer.id),
        )
        .where(
            Printer.restaurant_id == rid,
            Printer.removed_at.is_(None),
            Printer.policy != "off",
            PrinterStation.station_id == station_id,
        )
        .order_by(Printer.id)
    ).all()
    if not printers:
        raise NoPrinter("Add a printer for this station on the settings page, or switch it on.")
    for printer in printers:
        _wake(session, rid, printer.id)
        add_slip(session, rid, printer.id, ticket_id, "fired", f"again:{request_id or new_id()}")
    return [{"id": p.id, "name": p.name} for p in printers]


def print_bill(session, question) -> dict:
    """(PrintSlip) By the printer that is named, or by the one for receipts. PrinterUnknown, NoReceiptPrinter."""
    rid = question.restaurant_id
    if question.printer_id:
        printer = known(session, rid, question.printer_id)
    else:
        found = printers_of(session, rid, Printer.receipts.is_(True), Printer.policy != "off")
        printer = next(iter(found), None)
    if printer is None or printer["policy"] == "off":
        raise NoReceiptPrinter("Say on the settings page which printer prints receipts, or switch it on.")
    _wake(session, rid, printer["id"])
    cause, about = f"bill:{question.request_id or new_id()}", {"table": question.table, "rows": question.rows}
    add_slip(session, rid, printer["id"], None, question.kind, cause, about)
    return {"id": printer["id"], "name": printer["name"]}


def forget_slips(session, restaurant_id: str, at: datetime, most: int) -> int:
    """At most so many of those from before `at` that wait for no printer; how many went."""
    old = Slip.restaurant_id == restaurant_id, Slip.made_at < at, Slip.state.not_in(TO_PRINT)
    return drop(session, Slip, *old, most=most)


def known(session, restaurant_id: str, printer_id: str) -> dict:
    found = printer_of(session, restaurant_id, printer_id)
    if found is None:
        raise PrinterUnknown()
    return found


def _print_stations(session, restaurant_id, printer_id, station_ids, receipts):
    """And what has no station, which is on every screen too; a printer of receipts alone prints no ticket."""
    real = {s["id"] for s in stations_of(session, restaurant_id)}
    if not (station_ids or receipts) or not set(station_ids) <= real:
        raise Invalid(errors={"station_ids": ["Name at least one station of this restaurant."]})
    own = PrinterStation.restaurant_id == restaurant_id, PrinterStation.printer_id == printer_id
    session.execute(delete(PrinterStation).where(*own))
    if not station_ids:
        return
    session.execute(
        insert(PrinterStation),
        [
            {"restaurant_id": restaurant_id, "id": new_id(), "printer_id": printer_id, "station_id": station_id}
            for station_id in (*dict.fromkeys(station_ids), NOWHERE)
        ],
    )


def _wake(session, restaurant_id, printer_id):
    session.execute(_printer(restaurant_id, printer_id).values(due_at=None))


def _tell(session, restaurant_id, printer_id) -> dict:
    printer = known(session, restaurant_id, printer_id)
    push(session, restaurant_id, f"restaurant:{restaurant_id}", "printer.changed", printer)
    return printer


def _printer(restaurant_id, printer_id):
    return update(Printer).where(
        Printer.restaurant_id == restaurant_id, Printer.id == printer_id, Printer.removed_at.is_(None)
    )
