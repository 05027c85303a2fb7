"""The six steps from an account to the first guest. Each ticks itself from what really happened."""

from sqlalchemy import func, select

from core.clock import rfc3339
from core.identity import staff_only
from core.transactions import reading
from core.web.api import Blueprint
from core.web.schemas import Schema, fields
from kitchen.screens.models import Screen
from kitchen.screens.queries import screens_of
from kitchen.slips.models import Printer
from kitchen.slips.queries import printers_of
from kitchen.tickets.models import Ticket
from ordering.menu.models import MenuItem
from restaurants.profile.queries import restaurant_of
from restaurants.stations.queries import cooking_stations
from restaurants.tables.queries import tables_of

blp = Blueprint("opening", __name__, url_prefix="/api/v1/restaurants/<restaurant_id>", description="First steps")

DISHES = 3  # fewer are no menu


class Step(Schema):
    key = fields.String(metadata={"enum": ["profile", "menu", "tables", "codes", "screen", "trial"]})
    done = fields.Boolean()
    count = fields.Integer(metadata={"description": "Dishes, tables or screens; 1 or 0 for the others."})


class Optional(Schema):
    """What may wait."""

    without_image = fields.Integer()
    without_english = fields.Integer()


class Unseen(Schema):
    id = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())


class OpeningOut(Schema):
    """`unseen`: stations that no paired screen shows and no printer prints for; their orders reach nobody."""

    steps = fields.List(fields.Nested(Step))
    left = fields.Integer()
    optional = fields.Nested(Optional)
    unseen = fields.List(fields.Nested(Unseen))
    put_off_at = fields.String(allow_none=True)


@blp.route("/opening", methods=["GET"])
@staff_only("owner", "manager")
@blp.response(200, OpeningOut)
def opening(restaurant_id):
    """How far the restaurant is. `trial` is the first order that a guest sent and the kitchen bumped."""
    with reading() as session:
        return opening_of(session, restaurant_id)


def opening_of(session, restaurant_id: str) -> dict:
    restaurant = restaurant_of(session, restaurant_id)
    dishes = _dishes(session, restaurant_id)
    screens = session.execute(
        select(func.count()).where(Screen.restaurant_id == restaurant_id, Screen.revoked_at.is_(None))
    ).scalar()
    bumped = session.execute(
        select(Ticket.id).where(Ticket.restaurant_id == restaurant_id, Ticket.status == "bumped").limit(1)
    ).first()
    counts = {
        "profile": 1,
        "menu": len(dishes),
        "tables": len(tables_of(session, restaurant_id)),
        "codes": int(restaurant["codes_printed_at"] is not None),
        "screen": screens,
        "trial": int(bumped is not None),
    }
    steps = [{"key": key, "done": n >= (DISHES if key == "menu" else 1), "count": n} for key, n in counts.items()]
    return {
        "steps": steps,
        "left": sum(not step["done"] for step in steps),
        "optional": {
            "without_image": sum(not d.image_url for d in dishes),
            "without_english": sum(not d.names.get("en") for d in dishes),
        },
        "unseen": _unseen(session, restaurant_id),
        "put_off_at": rfc3339(restaurant["opening_put_off_at"]),
    }


def _unseen(session, restaurant_id) -> list[dict]:
    shown = {station_id for screen in screens_of(session, restaurant_id) for station_id in screen["station_ids"]}
    stations = cooking_stations(session, restaurant_id)
    printed = {
        station_id
        for p in printers_of(session, restaurant_id, Printer.policy != "off")
        for station_id in p["station_ids"]
    }
    return [{"id": s["id"], "names": s["names"]} for s in stations if s["id"] not in shown | printed]


def _dishes(session, restaurant_id) -> list:
    return session.execute(
        select(MenuItem.names, MenuItem.image_url).where(
            MenuItem.restaurant_id == restaurant_id, MenuItem.archived_at.is_(None)
        )
    ).all()
