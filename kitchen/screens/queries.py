"""Reads of screens: who holds a token, who was last heard when."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, or_, select

from core.clock import now, rfc3339
from core.ids import digest
from core.pushes import heads_of
from core.statements import run, statement
from kitchen.screens.models import Screen
from restaurants.stations.models import COOKING, EXPO
from restaurants.stations.queries import stations_of

LIVE = timedelta(seconds=20)  # heartbeats are noted every ten seconds
BY_TOKEN = statement(
    select(Screen.id, Screen.station_ids, Screen.name, Screen.last_seen_at).where(
        Screen.restaurant_id == bindparam("restaurant"),
        or_(
            Screen.token_hash == bindparam("hashed"),
            (Screen.old_token_hash == bindparam("hashed")) & (Screen.old_token_until > bindparam("at")),
        ),
        Screen.revoked_at.is_(None),
    )
)


def screens_of(session, restaurant_id: str) -> list[dict]:
    """Screens in use with their last contact. `live`: heard within twenty seconds, by its socket or by HTTP."""
    rows = session.execute(
        select(*Screen.__table__.c)
        .where(Screen.restaurant_id == restaurant_id, Screen.revoked_at.is_(None))
        .order_by(Screen.id)
    ).all()
    at = now()
    return [{**screen_shape(r), "live": is_live(r.last_seen_at, at)} for r in rows]


def health_of(session, restaurant_id: str) -> list[dict]:
    """The same with how far each has drawn: `streams: [{station_id, drawn, head}]`, null where it never said, and
    `behind`, the frames that it has not drawn.
    """
    stations = stations_of(session, restaurant_id)
    heads = heads_of(session, restaurant_id, [f"station:{s['id']}" for s in stations])
    drawn = dict(
        session.execute(
            select(Screen.id, Screen.drawn).where(Screen.restaurant_id == restaurant_id, Screen.revoked_at.is_(None))
        ).all()
    )
    found = []
    for screen in screens_of(session, restaurant_id):
        _, own, seen = reach_of(screen["station_ids"], stations)
        streams = [
            {
                "station_id": station_id,
                "drawn": drawn.get(screen["id"], {}).get(station_id),
                "head": heads.get(f"station:{station_id}", {"seq": 0})["seq"],
            }
            for station_id in dict.fromkeys((*own, *seen))
        ]
        behind = sum(max(0, s["head"] - s["drawn"]) for s in streams if s["drawn"] is not None)
        found.append({**screen, "streams": streams, "behind": behind})
    return found


def screen_of(session, restaurant_id: str, screen_id: str) -> dict | None:
    row = session.execute(
        select(*Screen.__table__.c).where(Screen.restaurant_id == restaurant_id, Screen.id == screen_id)
    ).first()
    return row and screen_shape(row)


def screen_by_token(session, restaurant_id: str, secret: str):
    """The row of the screen that holds `secret`, now or until its former token is over."""
    rows = run(session, BY_TOKEN(restaurant=restaurant_id, hashed=digest(secret), at=now()))[0]
    return rows[0] if rows else None


def reach_of_screens(session, restaurant_id: str, screen_ids) -> dict[str, tuple]:
    """`{screen_id: (kind, the stations it is paired to, the cooking stations it sees)}` of those that are still on."""
    rows = session.execute(
        select(Screen.id, Screen.station_ids).where(
            Screen.restaurant_id == restaurant_id, Screen.id.in_(sorted(screen_ids)), Screen.revoked_at.is_(None)
        )
    ).all()
    stations = stations_of(session, restaurant_id)
    return {row.id: reach_of(row.station_ids, stations) for row in rows}


def reach_of(station_ids, stations: list[dict]) -> tuple[str, tuple, tuple]:
    """`(kind, the stations themselves, the cooking stations whose tickets are seen)`.

    An expo screen sees every cooking station, those that were added since it was paired too; the floor sees none.
    """
    kinds = {s["id"]: s["kind"] for s in stations}
    own = [kinds.get(station_id, COOKING) for station_id in station_ids]
    kind = next((k for k in own if k != COOKING), COOKING)
    if kind == COOKING:
        return kind, tuple(station_ids), tuple(station_ids)
    seen = (s["id"] for s in stations if s["kind"] == COOKING) if kind == EXPO else ()
    return kind, tuple(station_ids), tuple(seen)


def screen_shape(row) -> dict:
    """As pushed: nothing in it changes with time alone."""
    return {
        "id": row.id,
        "name": row.name,
        "station_ids": row.station_ids,
        "layout": row.layout,
        "paired_at": rfc3339(row.paired_at),
        "last_seen_at": rfc3339(row.last_seen_at),
        "revoked": row.revoked_at is not None,
    }


def is_live(last_seen_at: datetime | None, at: datetime) -> bool:
    return last_seen_at is not None and at - last_seen_at < LIVE
