"""What a screen shows."""

from datetime import timedelta

from core.clock import now, rfc3339
from core.pushes import head_of
from kitchen.tickets.models import NOWHERE, Ticket
from kitchen.tickets.queries import all_day, open_tickets, tickets_where
from restaurants.stations.queries import stations_of

RECENT = timedelta(minutes=60)


def board_of(session, restaurant_id: str, station_ids: list[str], lang: str = "zh") -> dict:
    """`{stations, tickets, all_day, stream, seq, streams, server_time}`. Numbers are read before the tickets."""
    streams = {f"station:{s}": head_of(session, restaurant_id, f"station:{s}") for s in station_ids}
    tickets = open_tickets(session, restaurant_id, station_ids)
    first = next(iter(streams.values()), {"stream": None, "seq": 0})
    return {
        "stations": [s for s in stations_of(session, restaurant_id, lang) if s["id"] in station_ids],
        "tickets": tickets,
        "all_day": all_day(tickets),
        "stream": first["stream"],
        "seq": first["seq"],
        "streams": {name: {"epoch": h["epoch"], "seq": h["seq"]} for name, h in streams.items()},
        "server_time": rfc3339(now()),
    }


def snapshot_of(session, restaurant_id: str, stream: str) -> dict:
    """The board of one station's stream."""
    tickets = open_tickets(session, restaurant_id, [stream.partition(":")[2]])
    return {"tickets": tickets, "all_day": all_day(tickets)}


def recent_of(session, restaurant_id: str, station_ids: list[str]) -> list[dict]:
    """What was bumped in the last hour, newest first."""
    return tickets_where(
        session,
        restaurant_id,
        Ticket.station_id.in_([*station_ids, NOWHERE]),
        Ticket.status == "bumped",
        Ticket.bumped_at > now() - RECENT,
        newest_first=True,
    )[:60]
