"""Who a screen's token stands for, and when it was last heard."""

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from core.clock import now
from core.errors import Problem
from core.identity import Caller, register_resolver
from core.transactions import glance, transaction
from kitchen.screens.queries import reach_of, screen_by_token
from kitchen.screens.service import contact_is_due, note_contact
from restaurants.stations.queries import stations_of

log = logging.getLogger(__name__)
_drawn: dict[tuple[str, str], dict[str, int]] = {}
_due: dict[str, Caller] = {}
_writing = threading.Lock()


def drew(who: Caller, station_id: str, seq: int) -> None:
    """Kept until the next contact is noted: a write for each frame would cost more than it tells."""
    if who.kind == "screen" and station_id in (*who.details.get("own", ()), *who.station_ids):
        _drawn.setdefault((who.restaurant_id, who.screen_id), {})[station_id] = seq


def heard(*callers: Caller) -> None:
    """The owner sees when each screen was last here; written at most every ten seconds a screen.

    Who comes while somebody writes is taken along by the next who comes, so that a crowd costs a few transactions. A
    busy database may cost a note, never an answer.
    """
    for who in callers:
        if who.kind == "screen" and contact_is_due(who.details.get("last_seen_at")):
            _due[who.screen_id] = who
    if _due and _writing.acquire(blocking=False):
        try:
            _write()
        except (Problem, SQLAlchemyError) as error:
            log.warning("contact was not noted: %s", error)
        finally:
            _writing.release()


def _write():
    noted, at = list(_due.values()), now()
    _due.clear()
    screens: dict[str, dict[str, dict[str, int]]] = {}
    for who in noted:
        drawn = _drawn.pop((who.restaurant_id, who.screen_id), {})
        screens.setdefault(who.restaurant_id, {})[who.screen_id] = drawn
    with transaction() as session:
        note_contact(session, screens)
    for who in noted:
        who.details["last_seen_at"] = at  # a socket keeps its caller for hours


def _resolve(parts) -> Caller | None:
    """`s.<restaurant_id>.<secret>`"""
    if len(parts) != 3 or len(parts[1]) != 36:
        return None
    with glance() as session:
        row = screen_by_token(session, parts[1], parts[2])
        if row is None:
            return None
        kind, own, seen = reach_of(row.station_ids, stations_of(session, parts[1]))
    return Caller(
        "screen",
        f"screen:{row.id}",
        restaurant_id=parts[1],
        screen_id=row.id,
        station_ids=seen,
        station_kind=kind,
        details={"last_seen_at": row.last_seen_at, "name": row.name, "own": own},
    )


register_resolver("s", _resolve)
