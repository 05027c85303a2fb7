"""How many dishes each station makes: its own, those of its categories, and for the default one all others."""

from collections import Counter

from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from core.web.schemas import Schema, fields
from ordering.menu.queries import pricing_rows

blp = Blueprint(
    "station-dishes", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="Who makes what"
)


class CountsOut(Schema):
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())


@blp.route("/station-dishes", methods=["GET"])
@staff_only("owner", "manager", "waiter", "cook")
@blp.response(200, CountsOut)
def count(restaurant_id):
    """`{counts: {station id: dishes}}`; a station without a dish is left out."""
    with reading() as session:
        dishes = pricing_rows(session, restaurant_id).values()
        return {"counts": dict(Counter(station for dish in dishes for station in dish["station_ids"]))}
