"""Pairing screens and turning them off."""

import secrets
from datetime import timedelta

from sqlalchemy import insert, select, update

from core.clock import now, rfc3339
from core.errors import Invalid, NotFound
from core.ids import digest, new_id, new_secret
from core.pushes import push
from kitchen.screens.models import Pairing, Screen
from restaurants.stations.queries import stations_of

LASTS = timedelta(minutes=10)
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class PairingUnknown(NotFound):
    code, title = "pairing_unknown", "No screen is waiting with this code"


class ScreenUnknown(NotFound):
    code, title = "screen_unknown", "There is no such screen"


def begin_pairing(session, name: str) -> dict:
    """`{pairing_code, poll_token, expires_at}`: a code of 8 characters for 10 minutes."""
    code, poll, ends = "".join(secrets.choice(ALPHABET) for _ in range(8)), new_secret(), now() + LASTS
    session.execute(insert(Pairing), {"id": digest(poll), "code_hash": digest(code), "name": name, "ends_at": ends})
    return {"pairing_code": code, "poll_token": f"p.{poll}", "expires_at": rfc3339(ends)}


def poll_pairing(session, poll: str) -> dict:
    """`{status, screen_token?}`; the token is made and shown once, when the owner has taken the screen in."""
    row = session.execute(select(*Pairing.__table__.c).where(Pairing.id == digest(poll))).first()
    if row is None or (row.ends_at < now() and row.screen_id is None):
        raise PairingUnknown("Ask for a new code.")
    if row.screen_id is None:
        return {"status": "waiting"}
    token = give_token(session, row.restaurant_id, row.screen_id)
    return {"status": "paired", **({"screen_token": token} if token else {})}


def give_token(session, restaurant_id: str, screen_id: str) -> str | None:
    """The screen's token, the first time; afterwards only its hash is known."""
    secret = new_secret(256)
    fresh = session.execute(
        _screen(restaurant_id, screen_id).where(Screen.token_hash.is_(None)).values(token_hash=digest(secret))
    ).rowcount
    return f"s.{restaurant_id}.{secret}" if fresh else None


def pair_screen(
    session, restaurant_id: str, pairing_code: str, name: str, station_ids: list, layout: dict | None = None
) -> dict:
    """The owner takes a waiting screen in. Single use."""
    screen = add_screen(session, restaurant_id, name, station_ids, layout)
    used = session.execute(
        update(Pairing)
        .where(
            Pairing.code_hash == digest(pairing_code.upper().replace("-", "").strip()),
            Pairing.ends_at > now(),
            Pairing.screen_id.is_(None),
        )
        .values(restaurant_id=restaurant_id, screen_id=screen["id"])
    ).rowcount
    if not used:
        raise PairingUnknown(
            "Look at the screen again: codes last ten minutes.", errors={"pairing_code": ["Unknown or over."]}
        )
    return screen


def add_screen(session, restaurant_id: str, name: str, station_ids: list, layout: dict | None = None) -> dict:
    """A screen's row, without a token yet."""
    _know_stations(session, restaurant_id, station_ids)
    screen_id = new_id()
    session.execute(
        insert(Screen),
        {
            "restaurant_id": restaurant_id,
            "id": screen_id,
            "name": name,
            "station_ids": station_ids,
            "layout": layout or {},
            "paired_at": now(),
            "drawn": 0,
        },
    )
    return _tell(session, restaurant_id, screen_id)


def change_screen(session, restaurant_id: str, screen_id: str, **changes) -> dict:
    if "station_ids" in changes:
        _know_stations(session, restaurant_id, changes["station_ids"])
    if changes:
        session.execute(_screen(restaurant_id, screen_id).values(**changes))
    return _tell(session, restaurant_id, screen_id)


def revoke_screen(session, restaurant_id: str, screen_id: str) -> None:
    """Off at once over HTTP; its socket is put out at the next heartbeat."""
    session.execute(_screen(restaurant_id, screen_id).values(revoked_at=now(), token_hash=None))
    _tell(session, restaurant_id, screen_id)


def screens_of(session, restaurant_id: str) -> list[dict]:
    """Screens in use with their last contact."""
    rows = session.execute(
        select(*Screen.__table__.c)
        .where(Screen.restaurant_id == restaurant_id, Screen.revoked_at.is_(None))
        .order_by(Screen.id)
    ).all()
    return [_shape(r) for r in rows]


def screen_by_token(session, restaurant_id: str, secret: str):
    return session.execute(
        select(Screen.id, Screen.station_ids, Screen.name, Screen.last_seen_at).where(
            Screen.restaurant_id == restaurant_id, Screen.token_hash == digest(secret), Screen.revoked_at.is_(None)
        )
    ).first()


def seen(session, restaurant_id: str, screen_id: str) -> None:
    session.execute(_screen(restaurant_id, screen_id).values(last_seen_at=now()))


def stations_of_screens(session, restaurant_id: str, screen_ids) -> dict[str, tuple]:
    """`{screen_id: its stations}` of those that are still on."""
    rows = session.execute(
        select(Screen.id, Screen.station_ids).where(
            Screen.restaurant_id == restaurant_id, Screen.id.in_(sorted(screen_ids)), Screen.revoked_at.is_(None)
        )
    )
    return {row.id: tuple(row.station_ids) for row in rows}


def _know_stations(session, restaurant_id, station_ids):
    known = {s["id"] for s in stations_of(session, restaurant_id)}
    if not station_ids or not set(station_ids) <= known:
        raise Invalid(errors={"station_ids": ["Name at least one station of this restaurant."]})


def _tell(session, restaurant_id, screen_id) -> dict:
    row = session.execute(
        select(*Screen.__table__.c).where(Screen.restaurant_id == restaurant_id, Screen.id == screen_id)
    ).first()
    if row is None:
        raise ScreenUnknown()
    push(session, restaurant_id, f"restaurant:{restaurant_id}", "screen.changed", _shape(row))
    return _shape(row)


def _shape(row) -> dict:
    return {
        "id": row.id,
        "name": row.name,
        "station_ids": row.station_ids,
        "layout": row.layout,
        "paired_at": rfc3339(row.paired_at),
        "last_seen_at": rfc3339(row.last_seen_at),
        "revoked": row.revoked_at is not None,
    }


def _screen(restaurant_id, screen_id):
    return update(Screen).where(Screen.restaurant_id == restaurant_id, Screen.id == screen_id)
