"""Reads of alarms, and of what they follow from."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select

from core.clock import now, rfc3339
from core.facts import ask
from kitchen.alarms.due import ANY, Contact, Work, alarms_due, is_dark
from kitchen.alarms.events import Paper, PaperOf
from kitchen.alarms.models import Alarm
from kitchen.screens.models import Screen
from kitchen.screens.queries import is_live
from kitchen.tickets.silence import is_silent, waiting_tickets
from restaurants.stations.models import COOKING, Station

KEPT = 100  # past ones that the owner reads


def alarms_of(session, restaurant_id: str) -> list[dict]:
    """What stands now, oldest first."""
    rows = session.execute(
        select(*Alarm.__table__.c)
        .where(Alarm.restaurant_id == restaurant_id, Alarm.cleared_at.is_(None))
        .order_by(Alarm.raised_at, Alarm.id)
    )
    return [alarm_shape(row) for row in rows]


def past_alarms(session, restaurant_id: str) -> list[dict]:
    """The last ones, standing or over, newest first."""
    rows = session.execute(
        select(*Alarm.__table__.c)
        .where(Alarm.restaurant_id == restaurant_id)
        .order_by(Alarm.raised_at.desc(), Alarm.id.desc())
        .limit(KEPT)
    )
    return [alarm_shape(row) for row in rows]


def alarm_shape(row) -> dict:
    return {
        "id": row.id,
        "code": row.code,
        "station_id": None if row.station_id == ANY else row.station_id,
        "station_names": row.station_names,
        "ticket_ids": [ticket["id"] for ticket in row.tickets],
        "tickets": row.tickets,
        "since": rfc3339(row.since),
        "raised_at": rfc3339(row.raised_at),
        "cleared_at": rfc3339(row.cleared_at),
    }


def out_of_step(session, at: datetime) -> list[str]:
    """Ids of the restaurants whose alarms are not what their rows call for: one look at everybody's open work."""
    rows = defaultdict(list)
    for row in waiting_tickets(session, at):
        rows[row.restaurant_id].append(row)
    due = alarms_at(session, rows, at)
    standing = defaultdict(dict)
    for row in session.execute(select(*Alarm.__table__.c).where(Alarm.cleared_at.is_(None))):
        standing[row.restaurant_id][row.code, row.station_id] = row.tickets
    return [
        rid
        for rid in sorted({*due, *standing})
        if {key: entry["tickets"] for key, entry in due.get(rid, {}).items()} != standing[rid]
    ]


def alarms_at(session, rows: dict[str, list], at: datetime) -> dict[str, dict]:
    """`{restaurant id: what is due}` for its fired and unfinished tickets."""
    screens = screens_at(session, list(rows), at)
    paper = ask(session, PaperOf({rid: [row.id for row in own] for rid, own in rows.items()}))
    found = {}
    for rid, own in rows.items():
        on_paper = paper.get(rid, Paper())
        work = [work_of(row, at, on_paper.tickets) for row in own]
        found[rid] = alarms_due(work, screens[rid], on_paper.stations)
    return found


def screens_at(session, restaurant_ids: list[str], at: datetime) -> dict[str, list[Contact]]:
    """Cooks' screens: those of expo and the floor show tickets too, but nobody cooks from them."""
    apart = set(
        session.execute(
            select(Station.id).where(Station.restaurant_id.in_(restaurant_ids), Station.kind != COOKING)
        ).scalars()
    )
    found = defaultdict(list)
    for row in session.execute(
        select(Screen.restaurant_id, Screen.station_ids, Screen.last_seen_at).where(
            Screen.restaurant_id.in_(restaurant_ids), Screen.revoked_at.is_(None)
        )
    ):
        if apart.isdisjoint(row.station_ids):
            live = is_live(row.last_seen_at, at)
            found[row.restaurant_id].append(Contact(tuple(row.station_ids), row.last_seen_at, live))
    return found


def work_of(row, at: datetime, printed: frozenset = frozenset()) -> Work:
    """`printed`: what came out of a printer that prints every ticket was told to its cook."""
    return Work(
        id=row.id,
        order_id=row.order_id,
        station_id=row.station_id,
        table=row.table_label,
        label=f"#{row.order_number:03d}",
        fired_at=row.fired_at,
        heard=row.acknowledged_at is not None,
        silent=row.id not in printed and is_silent(row.status, row.acknowledged_at, row.fired_at, at),
    )


def answer_dark(session, question) -> list[str]:
    """For other rooms: DarkStations. A station that works from paper is not dark."""
    rid = question.restaurant_id
    screens = screens_at(session, [rid], now())[rid]
    dark = [station_id for station_id in question.station_ids or (ANY,) if is_dark(station_id, screens)]
    paper = ask(session, PaperOf({rid: []})).get(rid, Paper()) if dark else Paper()
    return [station_id for station_id in dark if station_id not in paper.stations]
