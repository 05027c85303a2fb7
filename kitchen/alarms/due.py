"""Which alarms the rows call for at this moment. Pure.

`unheard`: nobody acknowledged a ticket for 20 s. `no_live_screen`: a station has open work and no screen of its own was
heard for 20 s; whether its tickets had been seen before does not matter, for nobody sees them now.
"""

from dataclasses import dataclass
from datetime import datetime

CODES = UNHEARD, DARK = ("unheard", "no_live_screen")
ANY = "none"  # the station of dishes that have none: every screen shows them


@dataclass(frozen=True)
class Work:
    """An open ticket. `silent`: its time to be heard is over (kitchen.tickets.silence)."""

    id: str
    order_id: str
    station_id: str
    table: str
    label: str
    fired_at: datetime
    heard: bool
    silent: bool

    def told(self) -> dict:
        """As alarms keep it."""
        return {name: getattr(self, name) for name in ("id", "order_id", "table", "label", "heard")}


@dataclass(frozen=True)
class Contact:
    """A screen that is on: its stations, when it was last heard, and whether that is recent enough."""

    station_ids: tuple[str, ...]
    last_seen_at: datetime | None
    live: bool


def alarms_due(work: list[Work], screens: list[Contact], on_paper: frozenset = frozenset()) -> dict[tuple, dict]:
    """`{(code, station_id): {tickets, since}}`; `work` oldest first. A station `on_paper` needs no screen."""
    due: dict[tuple, dict] = {}
    for each in work:
        if each.silent:
            due.setdefault((UNHEARD, each.station_id), {"tickets": [], "since": each.fired_at})["tickets"].append(each)
        if each.station_id not in on_paper and is_dark(each.station_id, screens):
            entry = due.setdefault((DARK, each.station_id), {"tickets": [], "since": each.fired_at})
            entry["tickets"].append(each)
            entry["since"] = _last_contact(each.station_id, screens) or entry["since"]
    return {key: {**entry, "tickets": [each.told() for each in entry["tickets"]]} for key, entry in due.items()}


def unheard_orders(entries) -> set[str]:
    """Ids of the orders of which a part has not been heard. `entries`: as `alarms_due` gives them."""
    return {ticket["order_id"] for entry in entries for ticket in entry["tickets"] if not ticket["heard"]}


def next_step(due: dict[tuple, dict], standing: dict[tuple, dict], most: int) -> dict[tuple, dict]:
    """What alarms become at once: what is due, except that at most so many orders, the oldest, turn unheard and as many
    heard. Each of them is a row locked and its phones told; the next step takes the rest."""
    new, old = unheard_orders(due.values()), unheard_orders(standing.values())
    not_yet, still = set(sorted(new - old)[most:]), set(sorted(old - new)[most:])
    becomes = {}
    for key in due.keys() | standing.keys():
        tickets = [
            each for each in due.get(key, {}).get("tickets", ()) if each["heard"] or each["order_id"] not in not_yet
        ]
        tickets += [
            each
            for each in standing.get(key, {}).get("tickets", ())
            if not each["heard"] and each["order_id"] in still and each not in tickets
        ]
        if tickets:
            becomes[key] = {**(due.get(key) or standing[key]), "tickets": tickets}
    return becomes


def is_dark(station_id: str, screens: list[Contact]) -> bool:
    """Whether no living screen shows the station."""
    return not any(screen.live for screen in _showing(station_id, screens))


def _last_contact(station_id, screens) -> datetime | None:
    return max((s.last_seen_at for s in _showing(station_id, screens) if s.last_seen_at), default=None)


def _showing(station_id, screens):
    return [s for s in screens if station_id == ANY or station_id in s.station_ids]
