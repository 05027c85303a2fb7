"""Paper where no screen is: tickets that nobody drew in time are printed. Reads the database and nothing else, so a
dead Redis, a dead socket or a restart change nothing. The rules are those of the alarms."""

from datetime import datetime, timedelta

from sqlalchemy import select

from core.clock import now
from core.transactions import reading, transaction
from kitchen.alarms.due import is_dark
from kitchen.alarms.queries import screens_at
from kitchen.slips.models import Printer, Slip
from kitchen.slips.queries import printers_of
from kitchen.slips.queueing import add_slip
from kitchen.tickets.models import NOWHERE
from kitchen.tickets.silence import is_silent, waiting_tickets


def fall_back(at: datetime | None = None) -> int:
    """Puts on paper what no screen has drawn in time; how many slips that made."""
    at, made = at or now(), 0
    with reading() as session:
        needed = [(rid, paper_needed(session, rid, at)) for rid in _restaurants(session)]
    for rid, pairs in needed:
        if pairs:
            with transaction() as session:
                made += sum(bool(add_slip(session, rid, *pair, "fired", "fired")) for pair in pairs)
    return made


def wants_paper(status: str, acknowledged_at, fired_at: datetime, dark: bool, at: datetime) -> bool:
    """A ticket that no screen has said it drew: when its time to be heard is over, or at once where its station is
    `dark`. Pure."""
    if status != "open" or acknowledged_at is not None:
        return False
    return dark or is_silent(status, acknowledged_at, fired_at, at)


def paper_needed(session, restaurant_id: str, at: datetime) -> list[tuple[str, str]]:
    """(printer, ticket) of tickets that no screen drew and that no slip stands for yet, oldest first."""
    printers = printers_of(session, restaurant_id, Printer.policy == "fallback")
    tickets = waiting_tickets(session, at, restaurant_id) if printers else []
    if not tickets:
        return []
    there = _there(session, restaurant_id, [ticket.id for ticket in tickets])
    screens = screens_at(session, [restaurant_id], at)[restaurant_id]
    return [
        (printer["id"], ticket.id)
        for ticket in tickets
        if wants_paper(ticket.status, ticket.acknowledged_at, ticket.fired_at, is_dark(ticket.station_id, screens), at)
        for printer in printers
        if printer["station_ids"]
        and ticket.station_id in (NOWHERE, *printer["station_ids"])
        and at - ticket.fired_at < timedelta(seconds=printer["max_age_seconds"])
        and (printer["id"], ticket.id) not in there
    ]


def _there(session, restaurant_id, ticket_ids) -> set[tuple[str, str]]:
    """(printer, ticket) that have their slip."""
    rows = session.execute(
        select(Slip.printer_id, Slip.ticket_id).where(
            Slip.restaurant_id == restaurant_id, Slip.cause == "fired", Slip.ticket_id.in_(ticket_ids)
        )
    )
    return {(row.printer_id, row.ticket_id) for row in rows}


def _restaurants(session) -> list[str]:
    return list(
        session.execute(
            select(Printer.restaurant_id).where(Printer.policy == "fallback", Printer.removed_at.is_(None)).distinct()
        ).scalars()
    )
