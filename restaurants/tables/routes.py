"""Areas once they exist. Making and listing them stands with the tables and their codes, in the room above."""

from marshmallow import validate

from core.identity import staff_only
from core.transactions import transaction
from core.web.api import Blueprint
from core.web.schemas import Names, Schema, WholeNumber, fields
from restaurants.tables import service

blp = Blueprint(
    "areas", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>/areas", description="Parts of the room"
)


class AreaChange(Schema):
    names = Names(max=20)
    position = WholeNumber(validate=validate.Range(0, 99))


class AreaOut(Schema):
    id = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    position = fields.Integer()


@blp.route("/<area_id>", methods=["PATCH"])
@staff_only("owner", "manager")
@blp.arguments(AreaChange)
@blp.response(200, AreaOut)
def change(body, restaurant_id, area_id):
    """The whole area."""
    with transaction() as session:
        return service.change_area(session, restaurant_id, area_id, **body)


@blp.route("/<area_id>", methods=["DELETE"])
@staff_only("owner", "manager")
@blp.response(204)
def remove(restaurant_id, area_id):
    """Its tables stay, without an area."""
    with transaction() as session:
        service.remove_area(session, restaurant_id, area_id)
