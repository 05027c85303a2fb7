"""Stations for the owner."""

from marshmallow import validate

from core.identity import caller, staff_only
from core.languages import language
from core.transactions import reading, transaction
from core.web.api import Blueprint
from core.web.schemas import Names, Schema, WholeNumber, fields, listed
from restaurants.audit.service import record
from restaurants.stations import service
from restaurants.stations.models import COOKING, KINDS, LANGUAGES
from restaurants.stations.queries import stations_of

blp = Blueprint(
    "stations", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>/stations", description="Where dishes are made"
)


class NewStation(Schema):
    """`kind`: dishes are made at cooking stations; an expo station puts a table's dishes together, a floor station
    serves. `language`: that of dish names on its tickets."""

    names = Names(max=20, required=True)
    kind = fields.String(load_default=COOKING, validate=validate.OneOf(KINDS))
    language = fields.String(load_default="zh", validate=validate.OneOf(LANGUAGES))
    target_seconds = WholeNumber(load_default=720, validate=validate.Range(30, 7200))
    position = WholeNumber(load_default=0, validate=validate.Range(0, 99))
    is_default = fields.Boolean(load_default=False)


class StationChange(Schema):
    names = Names(max=20)
    kind = fields.String(validate=validate.OneOf(KINDS))
    language = fields.String(validate=validate.OneOf(LANGUAGES))
    target_seconds = WholeNumber(validate=validate.Range(30, 7200))
    position = WholeNumber(validate=validate.Range(0, 99))
    is_default = fields.Boolean(validate=validate.Equal(True, error="Make another station the default instead."))


class Removal(Schema):
    move_to = fields.String(load_default=None, validate=validate.Length(1, 36))


class StationSettingsOut(Schema):
    id = fields.String()
    name = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    kind = fields.String(validate=validate.OneOf(KINDS))
    language = fields.String(validate=validate.OneOf(LANGUAGES))
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
        return service.add_station(session, restaurant_id, body, language())


@blp.route("/<station_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(StationChange)
@blp.response(200, StationSettingsOut)
def change(body, restaurant_id, station_id):
    """Another kind only while no dish goes there and no ticket is open: 409 station_in_use, station_busy."""
    with transaction() as session:
        return service.change_station(session, restaurant_id, station_id, body, language())


@blp.route("/<station_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.arguments(Removal, location="query")
@blp.response(204)
def remove(query, restaurant_id, station_id):
    """Its dishes, categories and screens go to `?move_to=`, a cooking station.

    Without it 409 station_in_use while a dish or a category names it: nothing that is ordered may go nowhere.
    """
    with transaction() as session:
        service.remove_station(session, restaurant_id, station_id, query["move_to"])
        record(session, restaurant_id, caller().principal, "station.removed", station_id, after=query)
