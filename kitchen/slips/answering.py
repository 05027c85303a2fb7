"""Which kitchens work from paper: there silence on the screens is no alarm, as long as the paper comes out."""

from collections import defaultdict

from sqlalchemy import select

from kitchen.alarms.events import Paper
from kitchen.slips.models import Printer, PrinterStation, Slip


def answer_paper(session, question) -> dict[str, Paper]:
    """(PaperOf) Only printers of every ticket count; one in trouble for what it has printed, not for its station."""
    stations = defaultdict(set)
    for row in session.execute(
        select(PrinterStation.restaurant_id, PrinterStation.station_id, Printer.failures)
        .join(
            Printer,
            (Printer.restaurant_id == PrinterStation.restaurant_id) & (Printer.id == PrinterStation.printer_id),
        )
        .where(Printer.policy == "always", Printer.removed_at.is_(None))
    ):
        stations[row.restaurant_id].update([row.station_id] if row.failures == 0 else [])
    return {
        rid: Paper(frozenset(stations[rid]), _printed(session, rid, ticket_ids))
        for rid, ticket_ids in question.tickets.items()
        if rid in stations
    }


def _printed(session, restaurant_id, ticket_ids) -> frozenset:
    """Those that a printer of every ticket has printed."""
    return frozenset(
        session.execute(
            select(Slip.ticket_id)
            .join(Printer, (Printer.restaurant_id == Slip.restaurant_id) & (Printer.id == Slip.printer_id))
            .where(
                Slip.restaurant_id == restaurant_id,
                Slip.ticket_id.in_(ticket_ids),
                Slip.cause == "fired",
                Slip.state == "printed",
                Printer.policy == "always",
            )
        ).scalars()
    )
