"""How long the kitchen took. Counted in the database, a month at a look: SQLite has no percentile, and a year of a busy
restaurant must not hold up its orders. (Measured: 300,000 lines, docs/kitchen.md.)
"""

import time
from collections import defaultdict
from datetime import date, datetime

from sqlalchemy import Integer, case, cast, func, literal, select

from core.clock import day_bounds
from core.transactions import reading
from kitchen.tickets.models import NOWHERE, Ticket, TicketLine, fired
from kitchen.times.counting import Counted, nearest_rank
from kitchen.times.seconds import epoch
from kitchen.times.spans import steady_spans
from restaurants.stations.queries import stations_of

HOUR = 3600
FINE = 5  # seconds: what is counted apart; late is judged to the second
JOINED = (TicketLine.restaurant_id == Ticket.restaurant_id) & (TicketLine.ticket_id == Ticket.id)


def kitchen_times(restaurant: dict, first: date, last: date, by: str) -> dict:
    """KitchenTimesOut. Opens a read for each look itself, and lets others pass between them."""
    rid, starts = restaurant["id"], restaurant["day_starts_at"]
    zone = restaurant["time_zone"]
    begins, ends = day_bounds(first, zone, starts)[0], day_bounds(last, zone, starts)[1]
    found, tickets, heard, newest = defaultdict(Counted), Counted(), Counted(), {}
    for since, until, offset in steady_spans(begins, ends, zone):
        which = fired_within(rid, since, until)
        with reading() as session:
            count_lines(session, which, by, offset, found, newest)
            count_tickets(session, which, tickets, heard)
        time.sleep(0)
    with reading() as session:
        names = _names(session, rid, by, newest)
    total = Counted()
    for counted in found.values():
        total.add(counted)
    return {
        "from_": first.isoformat(),
        "to": last.isoformat(),
        "by": by,
        "total": total.told(),
        "tickets": tickets.told(),
        "heard": {
            "count": sum(heard.seconds.values()),
            "median_seconds": nearest_rank(heard.seconds, 50),
            "p90_seconds": nearest_rank(heard.seconds, 90),
            "never": heard.unfinished,
        },
        "items": [
            {"key": None if key == NOWHERE else str(key), "names": names.get(key), **counted.told()}
            for key, counted in _ordered(found, by, int(starts[:2]))
        ],
    }


def fired_within(restaurant_id: str, since: datetime, until: datetime) -> tuple:
    """Conditions on tickets: ix_tickets_fired."""
    return fired(), Ticket.restaurant_id == restaurant_id, Ticket.fired_at >= since, Ticket.fired_at < until


def count_lines(session, which, by, offset, found, newest):
    key = {
        "station": Ticket.station_id,
        "dish": TicketLine.item_id,
        "hour": (epoch(Ticket.fired_at) + offset) // HOUR % 24,
    }[by]
    key = cast(key, Integer) if by == "hour" else key
    live = TicketLine.status != "voided"
    seconds = case((live, _between(Ticket.fired_at, TicketLine.ready_at)))
    rows = session.execute(
        select(
            key.label("key"),
            (seconds // FINE * FINE).label("seconds"),
            func.count(),
            func.sum(case((seconds > Ticket.target_seconds, 1), else_=0)),
            func.sum(TicketLine.recalls),
            func.sum(case((live, 0), else_=1)),
            func.max(TicketLine.id) if by == "dish" else literal(""),
        )
        .join_from(Ticket, TicketLine, JOINED)
        .where(*which)
        .group_by("key", "seconds")
    )
    for each, took, count, late, recalls, voided, last in rows:
        counted = found[each]
        if took is None:
            counted.voided += int(voided)
            counted.unfinished += count - int(voided)
        else:
            counted.seconds[max(0, took)] += count
            counted.late += int(late)
        counted.recalls += int(recalls)
        newest[each] = max(newest.get(each, ""), last)


def count_tickets(session, which, tickets, heard):
    """Whole tickets: from firing to the first time that everything on it was done, and to the first acknowledgement."""
    done = case((Ticket.status != "voided", _between(Ticket.fired_at, Ticket.first_bumped_at)))
    rows = session.execute(
        select(
            (done // FINE * FINE).label("done"),
            _between(Ticket.fired_at, Ticket.acknowledged_at).label("heard"),
            (Ticket.status == "voided").label("voided"),
            (done > Ticket.target_seconds).label("late"),
            func.count().label("count"),
        )
        .where(*which)
        .group_by("done", "heard", "voided", "late")
    )
    for row in rows:
        if row.heard is None:
            heard.unfinished += row.count
        else:
            heard.seconds[max(0, row.heard)] += row.count
        if row.done is None:
            tickets.voided += row.count if row.voided else 0
            tickets.unfinished += 0 if row.voided else row.count
        else:
            tickets.seconds[max(0, row.done)] += row.count
            tickets.late += row.count if row.late else 0


def _between(since, until):
    return epoch(until) - epoch(since)


def _names(session, restaurant_id, by, newest) -> dict:
    if by == "hour":
        return {}
    if by == "station":
        return {s["id"]: s["names"] for s in stations_of(session, restaurant_id)}
    rows = session.execute(
        select(TicketLine.item_id, TicketLine.names).where(
            TicketLine.restaurant_id == restaurant_id, TicketLine.id.in_(sorted(newest.values()))
        )
    )
    return {row.item_id: row.names for row in rows}


def _ordered(found, by, first_hour):
    """Hours as the day goes; stations and dishes by how much they made."""
    if by == "hour":
        return sorted(found.items(), key=lambda each: (each[0] - first_hour) % 24)
    return sorted(found.items(), key=lambda each: (-sum(each[1].seconds.values()), each[0]))
