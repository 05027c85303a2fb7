"""Stations for the owner. A new default takes over from the old one; dishes without a station go to the default."""

from marshmallow import validate
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from core.errors import Conflict, Invalid, NotFound
from core.facts import announce
from core.identity import caller, staff_only
from core.ids import new_id
from core.languages import language
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import Names, Schema, WholeNumber, fields, listed
from restaurants.audit.service import record
from restaurants.profile.models import Restaurant
from restaurants.stations.events import StationRemoved
from restaurants.stations.models import Station
from restaurants.stations.queries import stations_of

blp = Blueprint(
    "stations", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>/stations", description="Where dishes are made"
)


class StationUnknown(NotFound):
    code, title = "station_unknown", "There is no such station"


class LastDefault(Conflict):
    code, title = "station_is_default", "The default station stays"


class StationInUse(Conflict):
    code, title = "station_in_use", "Dishes still go to this station"


class NewStation(Schema):
    names = Names(max=20, required=True)
    target_seconds = WholeNumber(load_default=720, validate=validate.Range(30, 7200))
    position = WholeNumber(load_default=0, validate=validate.Range(0, 99))
    is_default = fields.Boolean(load_default=False)


class StationChange(Schema):
    names = Names(max=20)
    target_seconds = WholeNumber(validate=validate.Range(30, 7200))
    position = WholeNumber(validate=validate.Range(0, 99))
    is_default = fields.Boolean(validate=validate.Equal(True, error="Make another station the default instead."))


class Removal(Schema):
    move_to = fields.String(load_default=None, validate=validate.Length(1, 36))


class StationSettingsOut(Schema):
    id = fields.String()
    name = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    position = fields.Integer()
    target_seconds = fields.Integer()
    is_default = fields.Boolean()


StationSettingsListOut = listed(StationSettingsOut)


@blp.route("", methods=["GET"])
@staff_only("owner", "manager", "waiter", "cook")
@blp.response(200, StationSettingsListOut)
def see(restaurant_id):
    with reading() as session:
        return {"items": stations_of(session, restaurant_id, language()), "next_cursor": None}


@blp.route("", methods=["POST"])
@staff_only("owner", "manager")
@blp.arguments(NewStation)
@blp.response(201, StationSettingsOut)
def add(body, restaurant_id):
    with transaction() as session:
        station_id = new_id()
        if body["is_default"]:
            _no_default(session, restaurant_id)
        session.execute(insert(Station), {"restaurant_id": restaurant_id, "id": station_id, **body})
        return _one(session, restaurant_id, station_id)


@blp.route("/<station_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(StationChange)
@blp.response(200, StationSettingsOut)
def change(body, restaurant_id, station_id):
    with transaction() as session:
        _one(session, restaurant_id, station_id)
        if body.get("is_default"):
            _no_default(session, restaurant_id)
        if body:
            session.execute(
                update(Station).where(Station.restaurant_id == restaurant_id, Station.id == station_id).values(**body)
            )
        return _one(session, restaurant_id, station_id)


@blp.route("/<station_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.arguments(Removal, location="query")
@blp.response(204)
def remove(query, restaurant_id, station_id):
    """Its dishes, categories and screens go to `?move_to=`.

    Without it 409 station_in_use while a dish or a category names it: nothing that is ordered may go nowhere.
    """
    with transaction() as session:
        if _one(session, restaurant_id, station_id)["is_default"]:
            raise LastDefault("Make another station the default first.")
        if query["move_to"]:
            _be_another(session, restaurant_id, station_id, query["move_to"])
            announce(session, StationRemoved(restaurant_id, station_id, query["move_to"]))
        try:
            session.execute(delete(Station).where(Station.restaurant_id == restaurant_id, Station.id == station_id))
        except IntegrityError as error:
            raise StationInUse("Give its dishes and categories another station first.") from error
        record(session, restaurant_id, caller().principal, "station.removed", station_id, after=query)


def _be_another(session, restaurant_id, station_id, move_to):
    if move_to == station_id or move_to not in {s["id"] for s in stations_of(session, restaurant_id)}:
        raise Invalid(errors={"move_to": ["Another station of this restaurant."]})


def _one(session, restaurant_id, station_id) -> dict:
    for station in stations_of(session, restaurant_id, language()):
        if station["id"] == station_id:
            return station
    raise StationUnknown()


def _no_default(session, restaurant_id):
    # Locked, or two managers who each add a default at the same moment would both keep it.
    session.execute(select(Restaurant.id).where(Restaurant.id == restaurant_id).with_for_update(key_share=True))
    session.execute(update(Station).where(Station.restaurant_id == restaurant_id).values(is_default=False))
