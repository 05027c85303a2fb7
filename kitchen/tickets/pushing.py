"""Telling the screens: a changed ticket goes out whole, in the shape that the board has, and its dishes are counted."""

from functools import partial

from sqlalchemy import update

from core.pushes import push
from kitchen.tickets.models import NOWHERE, Ticket
from kitchen.tickets.queries import dishes_left, tickets_where
from restaurants.stations.queries import cooking_stations


def push_ticket(session, restaurant_id: str, ticket: dict, kind: str, stations=None) -> None:
    """To its station's stream; a ticket without a station to every cooking station's."""
    for station_id in _hearing(session, restaurant_id, ticket["station_id"] or NOWHERE, stations):
        push(session, restaurant_id, f"station:{station_id}", kind, ticket)


def push_counts(session, restaurant_id: str, ticket: dict, stations=None) -> None:
    """All-day entries of the ticket's dishes. Other orders count too, so it is summed when the head is locked."""
    item_ids = {line["item_id"] for line in ticket["lines"]}
    for station_id in _hearing(session, restaurant_id, ticket["station_id"] or NOWHERE, stations):
        count = partial(dishes_left, session, restaurant_id, station_id, item_ids)
        push(session, restaurant_id, f"station:{station_id}", "all_day.changed", count)


def change_ticket(session, restaurant_id: str, ticket_id: str, kind: str = "ticket.changed", **values) -> dict:
    """Writes `values`, moves the ticket's number on, tells the screens; returns the whole ticket."""
    session.execute(
        update(Ticket)
        .where(Ticket.restaurant_id == restaurant_id, Ticket.id == ticket_id)
        .values(seq=Ticket.seq + 1, **values)
    )
    ticket = tickets_where(session, restaurant_id, Ticket.id == ticket_id)[0]
    push_ticket(session, restaurant_id, ticket, kind)
    return ticket


def _hearing(session, restaurant_id, station_id, stations=None):
    if station_id != NOWHERE:
        return [station_id]
    return stations if stations is not None else [s["id"] for s in cooking_stations(session, restaurant_id)]
