"""Screens follow when their station is removed; a station with open tickets stays, and stays what it is."""

from sqlalchemy import select

from core.errors import Conflict
from kitchen.screens.queries import screens_of
from kitchen.screens.service import change_screen
from kitchen.tickets.models import Ticket, on_board
from kitchen.tickets.states import OPEN
from restaurants.stations.models import COOKING
from restaurants.stations.queries import stations_of


class StationBusy(Conflict):
    code, title = "station_busy", "The station still has open tickets"


def leave_station(session, fact) -> None:
    """(StationRemoved)"""
    _be_idle(session, fact)
    kind = {s["id"]: s["kind"] for s in stations_of(session, fact.restaurant_id)}[fact.station_id]
    for screen in screens_of(session, fact.restaurant_id):
        if fact.station_id in screen["station_ids"]:
            rest = [s for s in screen["station_ids"] if s != fact.station_id]
            ids = dict.fromkeys([*rest, fact.move_to]) if kind == COOKING or not rest else rest
            change_screen(session, fact.restaurant_id, screen["id"], station_ids=list(ids))


def keep_screens_of_one_kind(session, fact) -> None:
    """(StationKindChanging)"""
    _be_idle(session, fact)
    for screen in screens_of(session, fact.restaurant_id):
        if fact.station_id in screen["station_ids"] and len(screen["station_ids"]) > 1:
            raise StationBusy(f"The screen {screen['name']} shows it beside others: a screen has one kind of station.")


def _be_idle(session, fact):
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
