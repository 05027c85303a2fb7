"""Who a screen's token stands for, and when it was last heard."""

from core.identity import Caller, register_resolver
from core.transactions import reading, transaction
from kitchen.screens.queries import reach_of, screen_by_token
from kitchen.screens.service import contact_is_due, note_contact, note_drawn
from restaurants.stations.queries import stations_of

_drawn: dict[tuple[str, str], dict[str, int]] = {}


def drew(who: Caller, station_id: str, seq: int) -> None:
    """Kept until the next contact is noted: a write for each frame would cost more than it tells."""
    if who.kind == "screen" and station_id in (*who.details.get("own", ()), *who.station_ids):
        _drawn.setdefault((who.restaurant_id, who.screen_id), {})[station_id] = seq


def heard(*callers: Caller) -> None:
    """The owner sees when each screen was last here; written at most every ten seconds a screen."""
    due: dict[str, set[str]] = {}
    for who in callers:
        if who.kind == "screen" and contact_is_due(who.details.get("last_seen_at")):
            due.setdefault(who.restaurant_id, set()).add(who.screen_id)
    if due:
        with transaction() as session:
            note_contact(session, due)
            for restaurant_id, screen_ids in sorted(due.items()):
                for screen_id in sorted(screen_ids):
                    if drawn := _drawn.pop((restaurant_id, screen_id), None):
                        note_drawn(session, restaurant_id, screen_id, drawn)


def _resolve(parts) -> Caller | None:
    """`s.<restaurant_id>.<secret>`"""
    if len(parts) != 3 or len(parts[1]) != 36:
        return None
    with reading() as session:
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
