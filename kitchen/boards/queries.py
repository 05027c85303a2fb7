"""What a screen shows."""

from datetime import timedelta

from core.clock import now, rfc3339
from core.facts import ask
from core.languages import said
from core.pushes import head_of
from kitchen.tickets.all_day import all_day
from kitchen.tickets.events import DishesOf
from kitchen.tickets.models import NOWHERE, Ticket
from kitchen.tickets.queries import open_tickets, tickets_to_carry, tickets_where
from restaurants.profile.queries import restaurant_of
from restaurants.stations.models import COOKING, EXPO, FLOOR
from restaurants.stations.queries import stations_of
from restaurants.tables.queries import areas_of, tables_of

RECENT, SHIFT = timedelta(minutes=60), timedelta(hours=12)
LEAST_RECENT, MOST_RECENT = 30, 120


def board_of(
    session,
    restaurant_id: str,
    station_ids: list[str],
    lang: str = "zh",
    screen: dict | None = None,
    kind: str = COOKING,
) -> dict:
    """`{restaurant, screen, kind, stations, tickets, held, all_day, stream, seq, streams, server_time}`.

    Numbers are read before the tickets: a frame may come twice, none is missed.
    """
    heard = dict.fromkeys([*(screen or {}).get("station_ids", ()), *station_ids])
    names = [*(f"station:{s}" for s in heard), f"restaurant:{restaurant_id}/menu"]
    streams = {name: head_of(session, restaurant_id, name) for name in names}
    tickets, held = _tickets(session, restaurant_id, station_ids, kind)
    first = next((streams[name] for name in names if station_ids), {"stream": None, "seq": 0})
    restaurant = restaurant_of(session, restaurant_id)
    return {
        "restaurant": {k: restaurant[k] for k in ("id", "name", "time_zone", "languages")}
        | ({"areas": _areas(session, restaurant_id)} if kind == EXPO else {}),
        "screen": screen and {**screen, "kind": kind},
        "kind": kind,
        "stations": [s for s in stations_of(session, restaurant_id, lang) if s["id"] in station_ids],
        "tickets": tickets,
        "held": held,
        "all_day": all_day(tickets),
        "stream": first["stream"],
        "seq": first["seq"],
        "streams": {name: {"epoch": h["epoch"], "seq": h["seq"]} for name, h in streams.items()},
        "server_time": rfc3339(now()),
    }


def snapshot_of(session, restaurant_id: str, stream: str, kind: str = COOKING) -> dict:
    """The board of one station's stream, as a screen of this kind has it."""
    tickets, held = _tickets(session, restaurant_id, [stream.partition(":")[2]], kind)
    return {"tickets": tickets, "held": held, "all_day": all_day(tickets)}


def _areas(session, restaurant_id) -> list[dict]:
    """`[{id, names, tables: [labels]}]`: whoever carries goes to one room."""
    labels: dict[str, list] = {}
    for table in tables_of(session, restaurant_id):
        labels.setdefault(table.area_id, []).append(table.label)
    return [
        {"id": area["id"], "names": area["names"], "tables": labels.get(area["id"], [])}
        for area in areas_of(session, restaurant_id)
    ]


def _tickets(session, restaurant_id, station_ids, kind) -> tuple[list, list]:
    """(open ones, held ones); for the pass also those that are done and wait to be carried."""
    if kind == FLOOR:
        return [], []
    tickets, held = open_tickets(session, restaurant_id, station_ids)
    if kind == EXPO:
        known = {ticket["id"] for ticket in tickets}
        waiting = [t for t in tickets_to_carry(session, restaurant_id, station_ids) if t["id"] not in known]
        tickets = [*tickets, *waiting]
    return tickets, held


def recent_of(session, restaurant_id: str, station_ids: list[str]) -> list[dict]:
    """What was bumped in the last hour, newest first, and the last thirty however long ago that is."""
    at = now()
    found = tickets_where(
        session,
        restaurant_id,
        Ticket.station_id.in_([*station_ids, NOWHERE]),
        Ticket.status == "bumped",
        Ticket.bumped_at > at - SHIFT,
        newest_first=True,
        limit=MOST_RECENT,
    )
    since = rfc3339(at - RECENT)
    return [ticket for n, ticket in enumerate(found) if n < LEAST_RECENT or ticket["bumped_at"] > since]


def dishes_for(session, restaurant_id: str, station_ids: list[str], lang: str) -> list[dict]:
    """What these stations make, to be taken off and put back; a dish without a station is everybody's."""
    return [
        {**dish, "name": said(dish["names"], lang)}
        for dish in ask(session, DishesOf(restaurant_id))
        if not dish["station_ids"] or set(dish["station_ids"]) & set(station_ids)
    ]
