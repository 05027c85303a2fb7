"""What a screen reads."""

from flask import request

from core.identity import caller, screen_or_staff
from core.languages import language
from core.transactions import reading
from core.web.api import Blueprint
from kitchen.boards.queries import board_of, dishes_for, recent_of
from kitchen.boards.schemas import BoardOut
from kitchen.screens.contact import heard
from kitchen.screens.queries import screen_of
from kitchen.tickets.routes import COOKS
from kitchen.tickets.schemas import DishesOut, TicketsOut
from restaurants.stations.models import KINDS
from restaurants.stations.queries import cooking_stations

blp = Blueprint("kitchen", __name__, url_prefix="/api/v1/kitchen", description="What kitchen screens read")


@blp.route("/board", methods=["GET"])
@screen_or_staff(*COOKS, kinds=KINDS)
@blp.response(200, BoardOut)
def board():
    """Open tickets of the screen's stations, or of `?station_id=`; an expo screen's are all the cooking ones.

    A floor screen learns its `kind` here and reads `/kitchen/floor`.
    """
    who = caller()
    with reading() as session:
        screen = screen_of(session, who.restaurant_id, who.screen_id) if who.kind == "screen" else None
        found = board_of(session, who.restaurant_id, _stations(session), language(), screen, who.station_kind)
    heard(who)
    return found


@blp.route("/recent", methods=["GET"])
@screen_or_staff(*COOKS)
@blp.response(200, TicketsOut)
def recent():
    """What was bumped in the last hour, newest first, for recall; on a quiet evening the last thirty."""
    with reading() as session:
        return {"items": recent_of(session, caller().restaurant_id, _stations(session)), "next_cursor": None}


@blp.route("/menu-items", methods=["GET"])
@screen_or_staff(*COOKS)
@blp.response(200, DishesOut)
def dishes():
    """What these stations make and whether it can be had, for sold out and back."""
    with reading() as session:
        items = dishes_for(session, caller().restaurant_id, _stations(session), language())
        return {"items": items, "next_cursor": None}


def _stations(session) -> list[str]:
    who, asked = caller(), request.args.getlist("station_id")
    cooking = [s["id"] for s in cooking_stations(session, who.restaurant_id)]
    own = list(who.station_ids) if who.kind == "screen" else cooking
    return [s for s in own if not asked or s in asked]
