"""Raising an alarm once and clearing it once. Whoever does it twice, or at two places at once, does nothing more."""

from datetime import datetime

from sqlalchemy import insert, select, update

from core.clock import now
from core.db import drop
from core.facts import announce, ask
from core.ids import new_id
from core.pushes import push
from kitchen.alarms.due import next_step, unheard_orders
from kitchen.alarms.events import OrderHeard, OrderUnheard
from kitchen.alarms.models import Alarm
from kitchen.alarms.queries import alarm_shape, alarms_at
from kitchen.tickets.events import HoldOrders
from kitchen.tickets.silence import waiting_tickets
from restaurants.stations.queries import stations_of

AT_ONCE = 40  # orders; whoever sits at one of them waits while they are locked


def settle_alarms(session, restaurant_id: str) -> bool:
    """Makes the restaurant's alarms what its rows call for now, and tells its staff and the guests concerned. Whether
    more is to be done: a kitchen of which a hundred orders were never heard is settled in several transactions.

    The orders whose truth changes are locked first and everything is read again: a screen that acknowledges at this
    moment comes before or after, never between. IntegrityError where another process raised it at this very moment.
    """
    held: set[str] = set()
    while True:
        wanted, standing = _due(session, restaurant_id), _standing(session, restaurant_id)
        due = next_step(wanted, standing, AT_ONCE)
        newly = unheard_orders(due.values()) - unheard_orders(standing.values())
        over = unheard_orders(standing.values()) - unheard_orders(due.values())
        if newly | over <= held:
            break
        ask(session, HoldOrders(restaurant_id, tuple(sorted((newly | over) - held))))
        held |= newly | over
    at = now()
    for key in sorted(standing.keys() - due.keys()):
        _change(session, restaurant_id, standing[key]["id"], cleared_at=at)
    for key in sorted(due.keys() & standing.keys()):
        if due[key]["tickets"] != standing[key]["tickets"]:
            _change(session, restaurant_id, standing[key]["id"], tickets=due[key]["tickets"])
    for key in sorted(due.keys() - standing.keys()):
        _raise(session, restaurant_id, key, due[key], at)
    for order_id in sorted(newly):
        announce(session, OrderUnheard(restaurant_id, order_id, at))
    for order_id in sorted(over):
        announce(session, OrderHeard(restaurant_id, order_id))
    return due != wanted


def forget_alarms(session, restaurant_id: str, at: datetime, most: int) -> int:
    """At most so many of those that were over before `at`; how many went."""
    return drop(session, Alarm, Alarm.restaurant_id == restaurant_id, Alarm.cleared_at < at, most=most)


def _due(session, restaurant_id) -> dict[tuple, dict]:
    at = now()
    return alarms_at(session, {restaurant_id: waiting_tickets(session, at, restaurant_id)}, at)[restaurant_id]


def _standing(session, restaurant_id) -> dict[tuple, dict]:
    rows = session.execute(
        select(Alarm.id, Alarm.code, Alarm.station_id, Alarm.tickets).where(
            Alarm.restaurant_id == restaurant_id, Alarm.cleared_at.is_(None)
        )
    )
    return {(row.code, row.station_id): {"id": row.id, "tickets": row.tickets} for row in rows}


def _raise(session, restaurant_id, key, entry, at):
    code, station_id = key
    names = {s["id"]: s["names"] for s in stations_of(session, restaurant_id)}
    row = {
        "restaurant_id": restaurant_id,
        "id": new_id(),
        "code": code,
        "station_id": station_id,
        "station_names": names.get(station_id),
        "tickets": entry["tickets"],
        "since": entry["since"],
        "raised_at": at,
        "cleared_at": None,
    }
    session.execute(insert(Alarm), row)
    _tell(session, restaurant_id, row["id"])


def _change(session, restaurant_id, alarm_id, **values):
    changed = session.execute(
        update(Alarm)
        .where(Alarm.restaurant_id == restaurant_id, Alarm.id == alarm_id, Alarm.cleared_at.is_(None))
        .values(**values)
    ).rowcount
    if changed:
        _tell(session, restaurant_id, alarm_id)


def _tell(session, restaurant_id, alarm_id):
    row = session.execute(
        select(*Alarm.__table__.c).where(Alarm.restaurant_id == restaurant_id, Alarm.id == alarm_id)
    ).one()
    push(session, restaurant_id, f"restaurant:{restaurant_id}", "kitchen.alarm", alarm_shape(row))
