"""Screens follow when their station is removed; a station with open tickets stays."""

from sqlalchemy import select

from core.errors import Conflict
from kitchen.screens.queries import screens_of
from kitchen.screens.service import change_screen
from kitchen.tickets.models import Ticket, on_board
from kitchen.tickets.states import OPEN


class StationBusy(Conflict):
    code, title = "station_busy", "The station still has open tickets"


def leave_station(session, fact) -> None:
    """(StationRemoved)"""
    open_ticket = session.execute(
        select(Ticket.id)
        .where(
            Ticket.restaurant_id == fact.restaurant_id,
            Ticket.station_id == fact.station_id,
            on_board(),
            Ticket.status.in_(OPEN),
        )
        .limit(1)
    ).first()
    if open_ticket:
        raise StationBusy("Finish them first: no other screen would show them.")
    for screen in screens_of(session, fact.restaurant_id):
        if fact.station_id in screen["station_ids"]:
            ids = [fact.move_to if s == fact.station_id else s for s in screen["station_ids"]]
            change_screen(session, fact.restaurant_id, screen["id"], station_ids=list(dict.fromkeys(ids)))
