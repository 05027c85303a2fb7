"""Reads of alarms, and of what they follow from."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import select

from core.clock import now, rfc3339
from kitchen.alarms.due import ANY, Contact, Work, alarms_due, is_dark
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
    work = defaultdict(list)
    for row in waiting_tickets(session, at):
        work[row.restaurant_id].append(work_of(row, at))
    standing = defaultdict(dict)
    for row in session.execute(select(*Alarm.__table__.c).where(Alarm.cleared_at.is_(None))):
        standing[row.restaurant_id][row.code, row.station_id] = row.tickets
    screens = screens_at(session, list(work), at)
    return [
        rid
        for rid in sorted({*work, *standing})
        if {key: entry["tickets"] for key, entry in alarms_due(work[rid], screens[rid]).items()} != standing[rid]
    ]


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


def work_of(row, at: datetime) -> Work:
    return Work(
        id=row.id,
        order_id=row.order_id,
        station_id=row.station_id,
        table=row.table_label,
        label=f"#{row.order_number:03d}",
        fired_at=row.fired_at,
        heard=row.acknowledged_at is not None,
        silent=is_silent(row.status, row.acknowledged_at, row.fired_at, at),
    )


def answer_dark(session, question) -> list[str]:
    """For other rooms: DarkStations."""
    screens = screens_at(session, [question.restaurant_id], now())[question.restaurant_id]
    return [station_id for station_id in question.station_ids or (ANY,) if is_dark(station_id, screens)]
