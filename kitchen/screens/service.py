"""Pairing screens, renewing their tokens, turning them off."""

import secrets
from datetime import timedelta

from sqlalchemy import delete, insert, select, update

from core.clock import now, rfc3339
from core.errors import Invalid, NotFound
from core.ids import digest, new_id, new_secret
from core.pushes import push
from kitchen.screens.models import Pairing, Screen
from kitchen.screens.queries import screen_of
from restaurants.stations.queries import stations_of

LASTS = timedelta(minutes=10)
OVERLAP = timedelta(hours=24)
NOTED_EVERY = timedelta(seconds=10)
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class PairingUnknown(NotFound):
    code, title = "pairing_unknown", "No screen is waiting with this code"


class ScreenUnknown(NotFound):
    code, title = "screen_unknown", "There is no such screen"


def begin_pairing(session, name: str) -> dict:
    """`{pairing_code, poll_token, expires_at}`: a code of 8 characters for 10 minutes."""
    at = now()
    session.execute(delete(Pairing).where(Pairing.ends_at < at - OVERLAP))
    code, poll, ends = "".join(secrets.choice(ALPHABET) for _ in range(8)), new_secret(), at + LASTS
    session.execute(insert(Pairing), {"id": digest(poll), "code_hash": digest(code), "name": name, "ends_at": ends})
    return {"pairing_code": code, "poll_token": f"p.{poll}", "expires_at": rfc3339(ends)}


def poll_pairing(session, poll: str) -> dict:
    """`{status, screen_token?}`. The token follows from the poll token, so that an answer lost on the way can be had
    again while the code lasts; only its hash is stored."""
    row = session.execute(select(*Pairing.__table__.c).where(Pairing.id == digest(poll))).first()
    if row is None or row.ends_at < now():
        raise PairingUnknown("Ask for a new code.")
    if row.screen_id is None:
        return {"status": "waiting"}
    secret = digest(f"screen {row.screen_id} {poll}")
    return {"status": "paired", "screen_token": give_token(session, row.restaurant_id, row.screen_id, secret)}


def give_token(session, restaurant_id: str, screen_id: str, secret: str | None = None) -> str:
    """The first token of a screen; a screen that has another one keeps it. ScreenUnknown where it was turned off."""
    secret = secret or new_secret(256)
    session.execute(
        _screen(restaurant_id, screen_id).where(Screen.token_hash.is_(None)).values(token_hash=digest(secret))
    )
    held = session.execute(
        select(Screen.token_hash).where(
            Screen.restaurant_id == restaurant_id, Screen.id == screen_id, Screen.revoked_at.is_(None)
        )
    ).scalar()
    if held != digest(secret):
        raise ScreenUnknown("It was turned off, or has its token already.")
    return f"s.{restaurant_id}.{secret}"


def renew_token(session, restaurant_id: str, screen_id: str, present: str) -> dict:
    """`{screen_token}`: a fresh one. The one that asked still opens for a day, should this answer never arrive."""
    secret = new_secret(256)
    session.execute(
        _screen(restaurant_id, screen_id).values(
            token_hash=digest(secret),
            old_token_hash=digest(present.rpartition(".")[2]),
            old_token_until=now() + OVERLAP,
        )
    )
    return {"screen_token": f"s.{restaurant_id}.{secret}"}


def pair_screen(
    session, restaurant_id: str, pairing_code: str, name: str, station_ids: list, layout: dict | None = None
) -> dict:
    """The owner takes a waiting screen in. Single use."""
    screen = add_screen(session, restaurant_id, name, station_ids, layout)
    used = session.execute(
        update(Pairing)
        .where(
            Pairing.code_hash == digest(pairing_code.upper().replace("-", "").replace(" ", "")),
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
    _be_stations(session, restaurant_id, station_ids)
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
            "drawn": {},
        },
    )
    return _tell(session, restaurant_id, screen_id)


def change_screen(session, restaurant_id: str, screen_id: str, **changes) -> dict:
    """Name, stations, layout. The screen hears of it on its own stations and reads its board again."""
    before = _known(session, restaurant_id, screen_id)
    if not changes:
        return before
    if "station_ids" in changes:
        _be_stations(session, restaurant_id, changes["station_ids"])
    session.execute(_screen(restaurant_id, screen_id).values(**changes))
    return _tell(session, restaurant_id, screen_id, before["station_ids"])


def revoke_screen(session, restaurant_id: str, screen_id: str) -> None:
    """Off at once over HTTP; its socket is put out at the next heartbeat."""
    before = _known(session, restaurant_id, screen_id)
    session.execute(_screen(restaurant_id, screen_id).values(revoked_at=now(), token_hash=None, old_token_hash=None))
    _tell(session, restaurant_id, screen_id, before["station_ids"])


def replace_screen(session, restaurant_id: str, screen_id: str, pairing_code: str) -> dict:
    """Another device takes the screen's place, with its name and stations; the former one is off at once."""
    former = _known(session, restaurant_id, screen_id)
    if former["revoked"]:
        raise ScreenUnknown("It was turned off.")
    fresh = pair_screen(session, restaurant_id, pairing_code, former["name"], former["station_ids"], former["layout"])
    revoke_screen(session, restaurant_id, screen_id)
    return fresh


def note_contact(session, screens: dict[str, dict[str, dict[str, int]]]) -> None:
    """`{restaurant id: {screen id: {station: number}}}`: who was heard just now, and how far each has drawn.

    Many in one transaction; what a screen said of its other stations stays.
    """
    at = now()
    for restaurant_id, drawn in sorted(screens.items()):
        ids = sorted(drawn)
        those = (Screen.restaurant_id == restaurant_id, Screen.id.in_(ids))
        session.execute(update(Screen).where(*those).values(last_seen_at=at))
        before = (
            dict(session.execute(select(Screen.id, Screen.drawn).where(*those)).all()) if any(drawn.values()) else {}
        )
        for screen_id in ids:
            known = before.get(screen_id)
            if known is not None and {**known, **drawn[screen_id]} != known:
                changed = {**known, **drawn[screen_id]}
                session.execute(_screen(restaurant_id, screen_id).values(drawn=changed))


def contact_is_due(last_seen_at) -> bool:
    """Noted every ten seconds at most: it is for people, and a write for each request would cost more than it tells."""
    return last_seen_at is None or now() - last_seen_at >= NOTED_EVERY


def _tell(session, restaurant_id, screen_id, former=()) -> dict:
    screen = _known(session, restaurant_id, screen_id)
    stations = sorted({*former, *screen["station_ids"]})
    for stream in (f"restaurant:{restaurant_id}", *(f"station:{s}" for s in stations)):
        push(session, restaurant_id, stream, "screen.changed", screen)
    return screen


def _known(session, restaurant_id, screen_id) -> dict:
    found = screen_of(session, restaurant_id, screen_id)
    if found is None:
        raise ScreenUnknown()
    return found


def _be_stations(session, restaurant_id, station_ids):
    known = {s["id"]: s["kind"] for s in stations_of(session, restaurant_id)}
    if not station_ids or not set(station_ids) <= set(known):
        raise Invalid(errors={"station_ids": ["Name at least one station of this restaurant."]})
    if len({known[station_id] for station_id in station_ids}) > 1:
        raise Invalid(
            "A screen cooks, puts together or serves.", errors={"station_ids": ["Name stations of one kind only."]}
        )


def _screen(restaurant_id, screen_id):
    return update(Screen).where(Screen.restaurant_id == restaurant_id, Screen.id == screen_id)
