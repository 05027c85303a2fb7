"""Who listens at this process, on which streams, and whether they still may."""

from collections import defaultdict
from dataclasses import dataclass

from app.streams import allowed_streams
from core.identity import Caller
from core.pushes import heads_of
from core.transactions import reading
from kitchen.screens.queries import reach_of_screens
from ordering.visits.queries import visits_of_guests
from restaurants.accounts.sessions import holds


@dataclass(frozen=True)
class Listener:
    """One socket. `streams`: name → restaurant_id; `credential` is the hash that an account came with."""

    who: Caller
    streams: dict[str, str]


def room(restaurant_id: str, stream: str) -> str:
    return f"{restaurant_id}/{stream}"


def still_allowed(listeners: dict[str, Listener]) -> set[str]:
    """The keys of those that may go on: one read a restaurant for its screens, one for its guests, one an account."""
    kept = set()
    with reading() as session:
        for (kind, restaurant_id), group in _grouped(listeners).items():
            ids = {each.who.screen_id or each.who.guest_id for each in group.values()}
            if kind == "screen":
                now = reach_of_screens(session, restaurant_id, ids)
                kept |= {k for k, l in group.items() if now.get(l.who.screen_id) == _reach(l.who)}
            elif kind == "guest":
                now = visits_of_guests(session, restaurant_id, ids)
                kept |= {k for k, l in group.items() if now.get(l.who.guest_id) == l.who.visit_id}
            else:
                kept |= {
                    k
                    for k, l in group.items()
                    if holds(session, l.who.account_id, l.who.details["credential"])
                    and allowed_streams(session, l.who) == l.streams
                }
    return kept


def heads_for(listeners: dict[str, Listener]) -> dict[str, dict[str, dict]]:
    """key → `{stream: {epoch, seq}}`, with one read a restaurant however many listen there."""
    wanted = defaultdict(set)
    for listener in listeners.values():
        for stream, restaurant_id in listener.streams.items():
            wanted[restaurant_id].add(stream)
    with reading() as session:
        heads = {rid: heads_of(session, rid, streams) for rid, streams in wanted.items()}
    silent = {"epoch": 0, "seq": 0}
    return {
        key: {stream: heads[rid].get(stream, silent) for stream, rid in listener.streams.items()}
        for key, listener in listeners.items()
    }


def _reach(who):
    return who.station_kind, who.details["own"], who.station_ids


def _grouped(listeners):
    groups = defaultdict(dict)
    for key, listener in listeners.items():
        groups[listener.who.kind, listener.who.restaurant_id][key] = listener
    return groups
