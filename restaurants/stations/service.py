"""Setting up stations. A new default takes over from the old one; dishes without a station go to the default."""

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, Invalid, NotFound
from core.facts import announce
from core.ids import new_id
from core.pushes import push
from restaurants.profile.models import Restaurant
from restaurants.stations.events import StationKindChanging, StationRemoved
from restaurants.stations.models import COOKING, EXPO, Station
from restaurants.stations.queries import stations_of


class StationUnknown(NotFound):
    code, title = "station_unknown", "There is no such station"


class LastDefault(Conflict):
    code, title = "station_is_default", "The default station stays"


class StationInUse(Conflict):
    code, title = "station_in_use", "Dishes still go to this station"


def add_station(session, restaurant_id: str, values: dict, lang: str) -> dict:
    station_id = new_id()
    if values["is_default"]:
        _be_cooking(values["kind"])
        _no_default(session, restaurant_id)
    session.execute(insert(Station), {"restaurant_id": restaurant_id, "id": station_id, **values})
    return _tell(session, restaurant_id, station_id, lang)


def change_station(session, restaurant_id: str, station_id: str, values: dict, lang: str) -> dict:
    """Its kind changes only while nothing hangs on it: no dish, no open ticket, not the default."""
    before = station_of(session, restaurant_id, station_id, lang)
    if values.get("is_default"):
        _be_cooking(values.get("kind", before["kind"]))
        _no_default(session, restaurant_id)
    if values.get("kind", before["kind"]) != before["kind"]:
        if before["is_default"]:
            raise LastDefault("Make another station the default first.")
        announce(session, StationKindChanging(restaurant_id, station_id, values["kind"]))
    if not values:
        return before
    session.execute(
        update(Station).where(Station.restaurant_id == restaurant_id, Station.id == station_id).values(**values)
    )
    return _tell(session, restaurant_id, station_id, lang)


def remove_station(session, restaurant_id: str, station_id: str, move_to: str | None) -> None:
    """Its dishes, categories and screens go to `move_to`."""
    station = station_of(session, restaurant_id, station_id)
    if station["is_default"]:
        raise LastDefault("Make another station the default first.")
    if move_to:
        _be_another(session, restaurant_id, station_id, move_to)
        announce(session, StationRemoved(restaurant_id, station_id, move_to))
    try:
        session.execute(delete(Station).where(Station.restaurant_id == restaurant_id, Station.id == station_id))
    except IntegrityError as error:
        raise StationInUse("Give its dishes and categories another station first.") from error
    _tell_passes(session, restaurant_id, station)


def station_of(session, restaurant_id: str, station_id: str, lang: str = "zh") -> dict:
    for station in stations_of(session, restaurant_id, lang):
        if station["id"] == station_id:
            return station
    raise StationUnknown()


def _tell(session, restaurant_id, station_id, lang) -> dict:
    """Its own screens follow without a reload, and so do those that see every station."""
    station = station_of(session, restaurant_id, station_id, lang)
    push(session, restaurant_id, f"station:{station_id}", "station.changed", station)
    _tell_passes(session, restaurant_id, station)
    return station


def _tell_passes(session, restaurant_id, station):
    for each in stations_of(session, restaurant_id):
        if each["kind"] == EXPO and each["id"] != station["id"]:
            push(session, restaurant_id, f"station:{each['id']}", "station.changed", station)


def _be_another(session, restaurant_id, station_id, move_to):
    """Nothing that is ordered may go nowhere, so what takes over cooks."""
    others = {s["id"]: s["kind"] for s in stations_of(session, restaurant_id) if s["id"] != station_id}
    if others.get(move_to) != COOKING:
        raise Invalid(errors={"move_to": ["Another cooking station of this restaurant."]})


def _be_cooking(kind):
    if kind != COOKING:
        raise Invalid(errors={"is_default": ["Only a cooking station can be the default: dishes are made there."]})


def _no_default(session, restaurant_id):
    # Locked, or two managers who each add a default at the same moment would both keep it.
    session.execute(select(Restaurant.id).where(Restaurant.id == restaurant_id).with_for_update(key_share=True))
    session.execute(update(Station).where(Station.restaurant_id == restaurant_id).values(is_default=False))
